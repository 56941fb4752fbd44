"""A draft becomes the next version; surveys open and close at set times, now, and in the archive for good."""

from datetime import timedelta

import pytest

from services.intake.application.edit_draft import add_question, read_draft, save_own
from services.intake.application.publish_draft import (
    Agreed,
    check_list,
    close_now,
    open_now,
    publish_draft,
    set_times,
)
from services.intake.application.publish_survey import publish_survey
from services.intake.application.retire_survey import archive
from services.intake.application.start_draft import Begun, start_empty, start_from_template
from services.intake.application.survey_overview import overview
from services.intake.domain.draft_errors import DraftChanged, NotYetPublished
from services.intake.domain.drafts import fingerprint
from services.intake.domain.errors import InvalidSurvey, SurveyNotFound
from services.intake.domain.survey_changes import Action
from shared.contracts.names import MessageName
from tests.support.fakes_drafts import OLWEN, STRANGER, draft_desk
from tests.support.fakes_intake import NOON, FakeStore
from tests.support.surveys import a_survey

HOUR = timedelta(hours=1)
MORE = {"key": "q_more", "type": "short_text", "text": {"en": "More?", "cy": "Mwy?"}}


@pytest.fixture
def store() -> FakeStore:
    store = FakeStore()
    publish_survey(a_survey(), uow=store.desk().open_unit(), clock=store.clock)
    return store


@pytest.fixture
def desk(store):
    return draft_desk(store)


def done(store) -> list[tuple[Action, int]]:
    return [(change.what, change.version) for change in store.shelf.drafting.changes]


def published(store):
    return store.shelf.surveys["card"]


def test_a_draft_becomes_the_next_version_and_is_told(store, desk) -> None:
    add_question("card", MORE, author=OLWEN, desk=desk)
    found = check_list("card", "default", desk=desk)
    assert (found.agreed, found.problems, found.overtaken) == (Agreed(1, 1), (), False)
    result = publish_draft("card", found.agreed, author=OLWEN, desk=desk)
    assert (result.changed, result.survey.version) == (True, 2)
    assert [question.key for question in published(store).questions] == ["q_next", "q_role", "q_more"]
    assert [message.content.version for message in store.told(MessageName.SURVEY_PUBLISHED)] == [1, 2]
    assert done(store) == [(Action.EDITED, 0), (Action.PUBLISHED, 2)]
    assert read_draft("card", "default", desk=desk).revision == 0


def test_a_new_survey_belongs_to_the_team_that_publishes_it(store, desk) -> None:
    start_from_template("journey", Begun("theirs", {}), author=STRANGER, desk=desk)
    survey = publish_draft("theirs", Agreed(1, 0), author=STRANGER, desk=desk).survey
    assert (survey.team_id, survey.version) == ("another-team", 1)
    with pytest.raises(SurveyNotFound):
        close_now("theirs", author=OLWEN, desk=desk)


def test_the_same_again_is_no_new_version(store, desk) -> None:
    result = publish_draft("card", Agreed(0, 1), author=OLWEN, desk=desk)
    assert (result.changed, result.survey.version) == (False, 1)
    assert done(store) == []


def test_only_what_was_looked_at_is_published(store, desk) -> None:
    add_question("card", MORE, author=OLWEN, desk=desk)
    for agreed in (Agreed(0, 1), Agreed(1, 0), Agreed(2, 1)):
        with pytest.raises(DraftChanged):
            publish_draft("card", agreed, author=OLWEN, desk=desk)
    assert published(store).version == 1


def test_what_is_broken_is_listed_and_refused(store, desk) -> None:
    add_question("card", {**MORE, "type": "scale"}, author=OLWEN, desk=desk)
    found = check_list("card", "default", desk=desk)
    assert [(problem.question, problem.field) for problem in found.problems] == [(3, "from")]
    with pytest.raises(InvalidSurvey):
        publish_draft("card", found.agreed, author=OLWEN, desk=desk)
    quota = {"quotas": [{"attribute": "q_none", "value": "a", "most": 1}]}
    draft = start_empty(Begun("small", {"en": "Small", "cy": "Bach"}), author=OLWEN, desk=desk)
    add_question("small", MORE, author=OLWEN, desk=desk)
    save_own("small", fingerprint(draft.own), lambda part: {**part, **quota}, author=OLWEN, desk=desk)
    with pytest.raises(InvalidSurvey, match="q_none"):
        publish_draft("small", Agreed(3, 0), author=OLWEN, desk=desk)


def test_a_survey_that_shows_nothing_has_no_remarks(desk) -> None:
    start_empty(Begun("small", {"en": "Small", "cy": "Bach"}), author=OLWEN, desk=desk)
    found = check_list("small", "default", desk=desk)
    assert (len(found.problems), found.remarks, found.agreed) == (1, (), Agreed(1, 0))


def test_a_version_that_was_published_meanwhile_is_told(store, desk) -> None:
    add_question("card", MORE, author=OLWEN, desk=desk)
    publish_survey(a_survey(intro=a_survey().title), uow=store.desk().open_unit(), clock=store.clock)
    assert check_list("card", "default", desk=desk).overtaken
    set_times("card", None, NOON + HOUR, author=OLWEN, desk=desk)
    found = check_list("card", "default", desk=desk)
    assert found.overtaken
    assert publish_draft("card", found.agreed, author=OLWEN, desk=desk).survey.version == 4


def test_times_make_a_version_and_reach_the_draft_too(store, desk) -> None:
    survey = set_times("card", NOON + HOUR, NOON + 2 * HOUR, author=OLWEN, desk=desk)
    assert (survey.version, published(store).opens_at) == (2, NOON + HOUR)
    assert set_times("card", NOON + HOUR, NOON + 2 * HOUR, author=OLWEN, desk=desk).version == 2
    add_question("card", MORE, author=OLWEN, desk=desk)
    set_times("card", None, NOON + HOUR, author=OLWEN, desk=desk)
    draft = read_draft("card", "default", desk=desk)
    assert (draft.based_on, draft.revision, len(draft.questions)) == (3, 2, 3)
    assert publish_draft("card", Agreed(2, 3), author=OLWEN, desk=desk).survey.closes_at == NOON + HOUR
    assert done(store)[:2] == [(Action.TIMES_SET, 2), (Action.EDITED, 0)]


def test_times_in_a_wrong_order_are_refused(store, desk) -> None:
    with pytest.raises(InvalidSurvey):
        set_times("card", NOON + HOUR, NOON, author=OLWEN, desk=desk)
    assert done(store) == []


def test_a_survey_is_closed_and_opened_by_hand(store, desk) -> None:
    assert close_now("card", author=OLWEN, desk=desk).closed_at == NOON
    store.clock.move(hours=1)
    assert close_now("card", author=OLWEN, desk=desk).closed_at == NOON
    assert len(store.told(MessageName.SURVEY_CLOSED)) == 1
    opened = open_now("card", author=OLWEN, desk=desk)
    assert (opened.version, published(store).closed_at) == (2, None)
    assert open_now("card", author=OLWEN, desk=desk).version == 2
    assert done(store) == [(Action.CLOSED, 1), (Action.OPENED, 2)]


def test_times_open_no_survey_that_was_closed_by_hand(store, desk) -> None:
    archive("card", author=OLWEN, desk=desk)
    store.clock.move(hours=1)
    survey = set_times("card", None, NOON + 9 * HOUR, author=OLWEN, desk=desk)
    assert (survey.closed_at, published(store).closed_at) == (NOON, NOON)
    assert [message.content.version for message in store.told(MessageName.SURVEY_CLOSED)] == [1, 2]
    assert store.shelf.drafting.archive
    assert open_now("card", author=OLWEN, desk=desk).closes_at == NOON + 9 * HOUR
    assert published(store).closed_at is None


@pytest.mark.parametrize(
    ("opens", "closes", "kept"),
    [(-2, -1, (-2, None)), (1, 2, (None, 2)), (None, -1, (None, None)), (-1, 3, (-1, 3))],
)
def test_opening_takes_away_only_the_times_that_forbid_it(store, desk, opens, closes, kept) -> None:
    at = {None: None} | {hours: NOON + hours * HOUR for hours in range(-3, 4)}
    set_times("card", at[opens], at[closes], author=OLWEN, desk=desk)
    opened = open_now("card", author=OLWEN, desk=desk)
    assert (opened.opens_at, opened.closes_at) == (at[kept[0]], at[kept[1]])
    opened.check_open(NOON)


def republish(slug: str, *, author, desk) -> None:
    add_question(slug, MORE, author=author, desk=desk)
    publish_draft(slug, Agreed(1, 1), author=author, desk=desk)


@pytest.mark.parametrize("act", [open_now, republish])
def test_a_survey_that_takes_cards_again_is_out_of_the_archive_for_all_to_see(store, desk, act) -> None:
    archive("card", author=OLWEN, desk=desk)
    act("card", author=OLWEN, desk=desk)
    assert published(store).closed_at is None
    assert not overview("card", "default", desk=desk).is_archived


@pytest.mark.parametrize("act", [open_now, close_now])
def test_only_what_was_published_opens_and_closes(desk, act) -> None:
    start_empty(Begun("small", {"en": "Small"}), author=OLWEN, desk=desk)
    with pytest.raises(NotYetPublished):
        act("small", author=OLWEN, desk=desk)
    with pytest.raises(SurveyNotFound):
        act("nowhere", author=OLWEN, desk=desk)
