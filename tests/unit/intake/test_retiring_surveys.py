"""Surveys in the list, in the archive and deleted; and cards that were put aside, decided one by one."""

import pytest

from services.intake.application import retire_survey
from services.intake.application.admit_chosen import admit_chosen, aside_of
from services.intake.application.edit_draft import add_question, read_draft
from services.intake.application.publish_survey import publish_survey
from services.intake.application.retire_survey import Deleted, archive, delete_survey, restore
from services.intake.application.start_draft import Begun, start_empty
from services.intake.application.survey_overview import overview, overviews
from services.intake.application.withdraw_response import withdraw_response
from services.intake.domain.draft_errors import NotTheSlug, NotYetPublished
from services.intake.domain.errors import ResponseNotFound, SurveyDeleted, SurveyNotFound
from services.intake.domain.responses import State
from services.intake.domain.survey_changes import Action
from services.intake.domain.survey_phases import Phase
from shared.contracts.names import MessageName
from tests.support.fakes_drafts import MAIR, OLWEN, STRANGER, draft_desk
from tests.support.fakes_intake import NOON, FakeStore
from tests.support.surveys import a_submission, a_survey


@pytest.fixture
def store() -> FakeStore:
    store = FakeStore()
    publish_survey(a_survey(), uow=store.desk().open_unit(), clock=store.clock)
    return store


@pytest.fixture
def desk(store):
    return draft_desk(store)


def keep(store, number: int, *, late: bool = False) -> list[str]:
    made = [store.shelf.surveys["card"].accept(a_submission(), NOON, late=late) for _ in range(number)]
    assert all(store.desk().letterbox.keep(response) for response in made)
    return [response.id for response in made]


def slugs(desk, **asked) -> list[str]:
    return [each.slug for each in overviews("default", desk=desk, **asked)]


def done(store) -> list[Action]:
    return [change.what for change in store.shelf.drafting.changes]


def test_the_list_holds_published_surveys_and_drafts_with_their_cards(store, desk) -> None:
    keep(store, 3)
    keep(store, 2, late=True)
    start_empty(Begun("another", {"en": "Another"}), author=OLWEN, desk=desk)
    start_empty(Begun("theirs", {"en": "Theirs"}), author=STRANGER, desk=desk)
    another, card = overviews("default", desk=desk)
    assert (another.slug, another.standing.phase, another.counted) == ("another", Phase.DRAFT, 0)
    assert (card.counted, card.aside, card.with_words, card.draft) == (3, 2, 5, None)
    one = overview("another", "default", desk=desk)
    assert one.draft is not None
    assert [change.what for change in one.changes] == [Action.CREATED]
    add_question("card", {"key": "q"}, author=OLWEN, desk=desk)
    assert overview("card", "default", desk=desk).draft.revision == 1


def test_an_archived_survey_is_closed_and_stands_in_the_archive_alone(store, desk) -> None:
    archive("card", author=OLWEN, desk=desk)
    archive("card", author=OLWEN, desk=desk)
    assert (slugs(desk), slugs(desk, archived=True)) == ([], ["card"])
    assert overview("card", "default", desk=desk).is_archived
    assert store.shelf.surveys["card"].closed_at == NOON
    for _ in range(2):
        restore("card", author=OLWEN, desk=desk)
    assert slugs(desk) == ["card"]
    assert done(store) == [Action.ARCHIVED, Action.RESTORED]
    with pytest.raises(SurveyNotFound):
        restore("card", author=STRANGER, desk=desk)


def test_a_deleted_survey_is_gone_with_every_word(store, desk) -> None:
    ids = [*keep(store, 3), *keep(store, 1, late=True)]
    add_question("card", {"key": "q"}, author=OLWEN, desk=desk)
    assert delete_survey("card", " card ", author=OLWEN, desk=desk) == Deleted(withdrawn=4, left=0)
    assert {store.shelf.states[id_] for id_ in ids} == {State.WITHDRAWN}
    assert {message.content.response_id for message in store.told(MessageName.RESPONSE_WITHDRAWN)} == set(ids)
    assert len(store.told(MessageName.SURVEY_CLOSED)) == 1
    assert (slugs(desk), slugs(desk, archived=True)) == ([], [])
    assert not store.shelf.drafting.drafts
    assert done(store)[-2:] == [Action.DELETION_BEGUN, Action.DELETED]
    for slug in ("card", "nowhere"):
        with pytest.raises(SurveyNotFound):
            read_draft(slug, "default", desk=desk)


def test_nothing_is_published_where_a_survey_was_deleted(store, desk) -> None:
    delete_survey("card", "card", author=OLWEN, desk=desk)
    with pytest.raises(SurveyDeleted):
        publish_survey(a_survey(intro=a_survey().title), uow=store.desk().open_unit(), clock=store.clock)
    assert store.shelf.surveys["card"].version == 1


def test_a_response_that_is_not_there_is_not_taken_back(store) -> None:
    with pytest.raises(ResponseNotFound):
        withdraw_response("nobody's", uow=store.desk().open_unit(), clock=store.clock)


def test_a_large_survey_is_deleted_piece_by_piece(store, desk, monkeypatch) -> None:
    monkeypatch.setattr(retire_survey, "_BATCH", 2)
    monkeypatch.setattr(retire_survey, "_BATCHES", 3)
    keep(store, 13)
    steps = [delete_survey("card", "card", author=OLWEN, desk=desk) for _ in range(3)]
    assert steps == [Deleted(6, 7), Deleted(6, 1), Deleted(1, 0)]
    assert done(store) == [Action.DELETION_BEGUN, Action.DELETED]


def test_a_card_that_comes_meanwhile_is_not_left_behind(store, desk, monkeypatch) -> None:
    keep(store, 1)
    some = retire_survey._withdraw_some

    def slow(slug, at):
        found = some(slug, at)
        keep(store, 1, late=True)
        return found

    monkeypatch.setattr(retire_survey, "_withdraw_some", slow)
    assert delete_survey("card", "card", author=OLWEN, desk=desk) == Deleted(1, 1)
    monkeypatch.undo()
    assert delete_survey("card", "card", author=OLWEN, desk=desk) == Deleted(1, 0)


def test_nothing_is_deleted_unless_the_slug_is_typed(store, desk) -> None:
    keep(store, 1)
    with pytest.raises(NotTheSlug):
        delete_survey("card", "Card", author=OLWEN, desk=desk)
    with pytest.raises(SurveyNotFound):
        delete_survey("card", "card", author=STRANGER, desk=desk)
    start_empty(Begun("small", {"en": "Small"}), author=OLWEN, desk=desk)
    with pytest.raises(NotYetPublished):
        delete_survey("small", "small", author=OLWEN, desk=desk)
    assert State.WITHDRAWN not in store.shelf.states.values()


def test_two_owners_who_delete_at_once_end_alike(store, desk, monkeypatch) -> None:
    def quicker(_slug, _desk) -> int:
        store.shelf.drafting.archive.clear()
        return 0

    monkeypatch.setattr(retire_survey, "_withdraw_some", quicker)
    assert delete_survey("card", "card", author=MAIR, desk=desk) == Deleted(0, 0)


def test_the_team_reads_what_is_aside_and_admits_what_it_chooses(store, desk) -> None:
    chosen, other = sorted(keep(store, 2, late=True))
    survey, found = aside_of("card", "default", desk=desk)
    assert survey.slug == "card"
    assert {response.id for response in found} == {chosen, other}
    assert {answer.question_text for response in found for answer in response.answers} == {"What's next?"}
    assert admit_chosen("card", {chosen, "nobody's"}, author=OLWEN, desk=desk) == 1
    assert (store.shelf.states[chosen], store.shelf.states[other]) == (State.PENDING, State.LATE)
    assert [message.content.response_id for message in store.told(MessageName.RESPONSE_RECEIVED)] == [chosen]
    assert admit_chosen("card", {chosen}, author=OLWEN, desk=desk) == 0
    assert done(store) == [Action.ADMITTED]


def test_only_a_teams_published_survey_has_cards_aside(desk) -> None:
    start_empty(Begun("small", {"en": "Small"}), author=OLWEN, desk=desk)
    with pytest.raises(NotYetPublished):
        aside_of("small", "default", desk=desk)
    with pytest.raises(NotYetPublished):
        admit_chosen("small", (), author=OLWEN, desk=desk)
    with pytest.raises(SurveyNotFound):
        aside_of("card", "another-team", desk=desk)
