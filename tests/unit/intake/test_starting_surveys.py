"""A survey is begun empty, from a template, as a double or from a file; nothing is dropped but slug and title."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given

from services.intake.application.publish_survey import publish_survey
from services.intake.application.retire_survey import archive
from services.intake.application.start_draft import (
    Begun,
    duplicate,
    start_empty,
    start_from_file,
    start_from_template,
)
from services.intake.domain.draft_errors import UnfitSlug, UnreadableDraft
from services.intake.domain.draft_shapes import shaped
from services.intake.domain.errors import SurveyNotFound
from services.intake.domain.survey_changes import Action
from services.intake.domain.templates import TemplateNotFound
from services.intake.domain.wording import Wording
from tests.support.fakes_drafts import OLWEN, STRANGER, draft_desk
from tests.support.fakes_intake import FakeStore
from tests.support.random_surveys import surveys
from tests.support.surveys import a_survey

NEW = Begun("new-card", {"en": "A new card", "cy": " "})


@pytest.fixture
def store() -> FakeStore:
    return FakeStore()


@pytest.fixture
def desk(store):
    return draft_desk(store)


def test_an_empty_survey_has_both_languages(store, desk) -> None:
    draft = start_empty(NEW, author=OLWEN, desk=desk)
    assert draft.document == {
        "languages": ["en", "cy"],
        "slug": "new-card",
        "title": {"en": "A new card"},
        "questions": [],
    }
    assert (draft.revision, draft.based_on, draft.saved_by) == (1, 0, "Olwen Rees")
    assert store.shelf.drafting.drafts["new-card"] == draft
    assert [change.what for change in store.shelf.drafting.changes] == [Action.CREATED]


def test_a_template_keeps_its_own_title_where_none_is_given(desk) -> None:
    draft = start_from_template("journey", Begun("", {}), author=OLWEN, desk=desk)
    assert draft.slug == "your-improvement-journey"
    assert draft.document["title"]["en"] == "Your improvement journey"
    with pytest.raises(TemplateNotFound):
        start_from_template("nothing", NEW, author=OLWEN, desk=desk)


def test_a_slug_is_made_from_whatever_the_title_says_first(desk) -> None:
    draft = start_empty(Begun("", {"en": "道", "cy": "Cerdyn y gwanwyn"}), author=OLWEN, desk=desk)
    assert draft.slug == "cerdyn-y-gwanwyn"


@pytest.mark.parametrize(
    ("slug", "reason"), [("", "missing"), ("A Card", "form"), ("-x", "form"), ("new", "taken"), ("card", "taken")]
)
def test_an_unfit_slug_is_refused_and_nothing_is_kept(store, desk, slug: str, reason: str) -> None:
    publish_survey(a_survey(), uow=store.desk().open_unit(), clock=store.clock)
    with pytest.raises(UnfitSlug) as refused:
        start_empty(Begun(slug, {"en": "道"}), author=OLWEN, desk=desk)
    assert refused.value.details["reason"] == reason
    assert not store.shelf.drafting.drafts


def test_the_slug_of_a_draft_or_of_an_archived_survey_is_taken(store, desk) -> None:
    publish_survey(a_survey(), uow=store.desk().open_unit(), clock=store.clock)
    archive("card", author=OLWEN, desk=desk)
    start_empty(NEW, author=OLWEN, desk=desk)
    del store.shelf.surveys["card"]
    for slug in ("new-card", "card"):
        with pytest.raises(UnfitSlug):
            start_empty(Begun(slug, {}), author=OLWEN, desk=desk)


@given(surveys())
def test_a_double_says_all_that_the_survey_says(survey) -> None:
    store = FakeStore()
    desk = draft_desk(store)
    publish_survey(survey, uow=store.desk().open_unit(), clock=store.clock)
    draft = duplicate(survey.slug, NEW, author=OLWEN, desk=desk)
    double = desk.documents.survey({**draft.document, "allow_missing_languages": True})
    expected = replace(survey, slug="new-card", title=Wording({"en": "A new card"}), allow_missing_languages=True)
    assert double == expected
    source = {name: value for name, value in desk.documents.of(survey).items() if name not in {"slug", "title"}}
    assert {name: value for name, value in draft.document.items() if name not in {"slug", "title"}} == source


def test_a_double_has_what_the_draft_says_and_only_the_teams_own_can_be_doubled(store, desk) -> None:
    start_from_file(b"slug: card\nquestions: []\nmore: kept", Begun("", {}), author=OLWEN, desk=desk)
    assert duplicate("card", NEW, author=OLWEN, desk=desk).document["more"] == "kept"
    assert store.shelf.drafting.changes[-1].what is Action.DUPLICATED
    with pytest.raises(SurveyNotFound):
        duplicate("card", Begun("stolen", {}), author=STRANGER, desk=desk)


def test_a_file_may_be_unfinished(store, desk) -> None:
    text = """
        slug: spring
        title: {en: {text: Spring, state: machine}, no: Vår, cy: {state: missing}}
        opens_at: 2026-03-01
        closes_at: 2026-03-01T09:00:00Z
        questions:
          - {key: 7, type: wrong, options: [a, {key: yes}, 3], show_when: {question: x, is: no}, more: !!set {a}}
    """
    draft = start_from_file(text.encode("utf-8-sig"), Begun("", {}), author=OLWEN, desk=desk)
    assert draft.document["title"] == {
        "en": {"text": "Spring", "state": "machine"},
        "no": "Vår",
        "cy": {"state": "missing"},
    }
    assert draft.document["opens_at"] == "2026-03-01"
    assert draft.document["closes_at"] == "2026-03-01T09:00:00+00:00"
    assert draft.questions[0]["options"] == ["a", {"key": True}, 3]
    assert draft.questions[0]["more"] == "{'a'}"
    assert store.shelf.drafting.changes[-1].what is Action.IMPORTED


def test_the_written_file_is_read_again_as_the_same(desk) -> None:
    draft = start_from_template("journey", NEW, author=OLWEN, desk=desk)
    text = desk.documents.write(draft.document).encode()
    again = start_from_file(text, Begun("again", {}), author=OLWEN, desk=desk)
    assert {**again.document, "slug": "new-card"} == draft.document


UNREADABLE = {
    b"\xff": "UTF-8",
    b"a: [": "YAML",
    b"a: &a 1\nb: *a": "aliases",
    b"- a": "mapping",
    b"slug: {a: 1}": "",
    b"questions: {a: 1}": "questions must be a list",
    b"questions: [a]": "mapping",
    b"title: words": "title must give a text",
    b"title: {en: [a]}": "title must give a text",
    b"questions: [{key: q_a, help: words}]": "help must give a text",
    b"questions: [{key: q_a, options: {a: 1}}]": "options must be a list",
    b"questions: [{key: q_a, options: [[a]]}]": "options must be a list",
    b"questions: [{key: q_a, options: [{text: words}]}]": "options must give a text",
    b"questions: [{key: q_a, show_when: words}]": "show_when must name",
    b'title: {en: "\\0"}': "can't be stored",
    b"a: 2026-99-99": "YAML",
}


@pytest.mark.parametrize("text", UNREADABLE)
def test_a_file_that_pages_could_not_show_is_refused(store, desk, text: bytes) -> None:
    with pytest.raises((UnreadableDraft, UnfitSlug)) as refused:
        start_from_file(text, Begun("", {}), author=OLWEN, desk=desk)
    assert UNREADABLE[text] in str(refused.value.details.get("rule", ""))
    assert not store.shelf.drafting.drafts


def test_a_fault_names_the_question() -> None:
    for key, named in (("q_a", "q_a"), (None, "number 1")):
        with pytest.raises(UnreadableDraft) as refused:
            shaped({"questions": [{"key": key, "text": "words"}]})
        assert refused.value.details["question"] == named


def test_plain_values_stay_and_others_become_texts() -> None:
    given_values = {False: 1, True: 2.5, 3: None, "at": datetime(2026, 3, 1, tzinfo=UTC), "on": date(2026, 3, 1)}
    assert shaped({**given_values, "all": (b"x", True)}) == {
        "no": 1,
        "yes": 2.5,
        "3": None,
        "at": "2026-03-01T00:00:00+00:00",
        "on": "2026-03-01",
        "all": ["b'x'", True],
    }
