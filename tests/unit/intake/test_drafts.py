"""A draft is changed piece by piece, and nobody overwrites what they have not seen."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.application.edit_draft import (
    add_question,
    discard,
    move_question,
    read_draft,
    remove_question,
    save_own,
    save_question,
)
from services.intake.application.publish_survey import publish_survey
from services.intake.domain.draft_errors import DraftChanged
from services.intake.domain.drafts import Draft, Place, fingerprint, option_key, question_key, slug_for
from services.intake.domain.errors import SurveyNotFound
from services.intake.domain.questions import KEY, RESERVED
from services.intake.domain.survey_changes import Action
from services.intake.domain.surveys import SLUG
from tests.support.fakes_drafts import MAIR, OLWEN, STRANGER, draft_desk
from tests.support.fakes_intake import FakeStore
from tests.support.surveys import a_survey


@pytest.fixture
def store() -> FakeStore:
    store = FakeStore()
    publish_survey(a_survey(), uow=store.desk().open_unit(), clock=store.clock)
    return store


@pytest.fixture
def desk(store):
    return draft_desk(store)


def seen(desk, number: int) -> Place:
    return Place(number, fingerprint(read_draft("card", "default", desk=desk).questions[number - 1]))


def keys(desk) -> list[str]:
    return [each["key"] for each in read_draft("card", "default", desk=desk).questions]


def done(store) -> list[Action]:
    return [change.what for change in store.shelf.drafting.changes]


def test_what_nobody_changed_is_what_is_published(store, desk) -> None:
    draft = read_draft("card", "default", desk=desk)
    assert (draft.revision, draft.based_on, draft.languages) == (0, 1, ("en", "cy"))
    assert desk.documents.survey(draft.document) == a_survey()
    assert not store.shelf.drafting.drafts


def test_a_draft_is_its_teams_alone(store, desk) -> None:
    with pytest.raises(SurveyNotFound):
        read_draft("card", "another-team", desk=desk)
    with pytest.raises(SurveyNotFound):
        add_question("nowhere", {"key": "q"}, author=OLWEN, desk=desk)
    add_question("card", {"key": "q_more"}, author=OLWEN, desk=desk)
    with pytest.raises(SurveyNotFound):
        add_question("card", {"key": "q"}, author=STRANGER, desk=desk)
    of_others = replace(store.shelf.drafting.drafts["card"], slug="theirs", team_id="another-team")
    store.shelf.drafting.drafts["theirs"] = of_others
    with pytest.raises(SurveyNotFound):
        read_draft("theirs", "default", desk=desk)


def test_a_save_is_kept_with_who_and_when_and_noted_once_in_a_row(store, desk) -> None:
    store.clock.move(hours=1)
    first = add_question("card", {"key": "q_more"}, author=OLWEN, desk=desk)
    second = remove_question("card", seen(desk, 3), author=OLWEN, desk=desk)
    assert (first.revision, second.revision) == (1, 2)
    assert (second.saved_by, second.saved_at) == ("Olwen Rees", store.clock.now())
    add_question("card", {"key": "q_more"}, author=MAIR, desk=desk)
    assert [(change.what, change.by) for change in store.shelf.drafting.changes] == [
        (Action.EDITED, "olwen"),
        (Action.EDITED, "mair"),
    ]


def test_saving_what_is_there_changes_nothing(store, desk) -> None:
    draft = read_draft("card", "default", desk=desk)
    assert save_own("card", fingerprint(draft.own), dict, author=OLWEN, desk=desk) == draft
    assert store.shelf.drafting.changes == []
    assert not store.shelf.drafting.drafts


def test_what_a_survey_says_of_itself_is_changed_without_its_slug_and_questions(desk) -> None:
    draft = read_draft("card", "default", desk=desk)
    kept = save_own("card", fingerprint(draft.own), lambda _: {"title": {"cy": "Newydd"}}, author=OLWEN, desk=desk)
    assert kept.document == {"slug": "card", "title": {"cy": "Newydd"}, "questions": draft.questions}
    assert kept.languages == ("en",)
    with pytest.raises(DraftChanged):
        save_own("card", fingerprint(draft.own), dict, author=MAIR, desk=desk)


def test_a_question_is_found_where_it_moved(desk) -> None:
    place = seen(desk, 2)
    move_question("card", place, -1, author=OLWEN, desk=desk)
    save_question("card", place, lambda part: {**part, "required": True}, author=MAIR, desk=desk)
    first, second = read_draft("card", "default", desk=desk).questions
    assert (first["key"], first["required"]) == ("q_role", True)
    assert "required" not in second
    with pytest.raises(DraftChanged):
        save_question("card", place, dict, author=OLWEN, desk=desk)


@pytest.mark.parametrize(("number", "steps", "then"), [(1, 1, "bac"), (1, -1, "abc"), (3, -1, "acb"), (3, 5, "abc")])
def test_a_question_moves_no_further_than_the_ends(desk, number: int, steps: int, then: str) -> None:
    save_all(desk, [{"key": key} for key in "abc"])
    move_question("card", seen(desk, number), steps, author=OLWEN, desk=desk)
    assert keys(desk) == list(then)


def save_all(desk, questions) -> None:
    while keys(desk):
        remove_question("card", seen(desk, 1), author=OLWEN, desk=desk)
    for each in questions:
        add_question("card", each, author=OLWEN, desk=desk)


def test_of_two_alike_only_the_one_at_its_place_is_changed(desk) -> None:
    save_all(desk, [{"key": "a"}, {"key": "a"}, {"key": "b"}])
    remove_question("card", Place(2, fingerprint({"key": "a"})), author=OLWEN, desk=desk)
    assert keys(desk) == ["a", "b"]
    save_all(desk, [{"key": "b"}, {"key": "a"}, {"key": "a"}])
    with pytest.raises(DraftChanged):
        remove_question("card", Place(1, fingerprint({"key": "a"})), author=OLWEN, desk=desk)


def test_a_question_is_known_by_its_key_where_only_one_has_it(desk) -> None:
    save_all(desk, [{"key": "a"}, {"key": "b"}, {"key": "b"}])
    draft = read_draft("card", "default", desk=desk)
    assert [draft.with_key(key) for key in ("a", "b", "c")] == [0, None, None]


def test_a_draft_is_thrown_away_only_as_it_was_seen(store, desk) -> None:
    kept = add_question("card", {"key": "q_more"}, author=OLWEN, desk=desk)
    with pytest.raises(DraftChanged):
        discard("card", kept.revision - 1, author=MAIR, desk=desk)
    assert discard("card", kept.revision, author=MAIR, desk=desk)
    assert keys(desk) == ["q_next", "q_role"]
    assert done(store) == [Action.EDITED, Action.DISCARDED]
    never = Draft(slug="new", team_id="default", document={"slug": "new"}, revision=1)
    store.shelf.drafting.drafts["new"] = never
    assert never.questions == []
    assert not discard("new", 1, author=OLWEN, desk=desk)
    with pytest.raises(SurveyNotFound):
        read_draft("new", "default", desk=desk)


def test_keys_say_what_is_asked() -> None:
    assert question_key("What's next for you?", ()) == "q_whats_next_for_you"
    assert question_key("What's next for you?", ["q_whats_next_for_you"]) == "q_whats_next_for_you_2"
    assert question_key("Beth oedd y peth mwyaf defnyddiol a ddysgoch chi heddiw?", ()) == "q_beth_oedd_y_peth_mwyaf"
    assert question_key("？", ["q_1"]) == "q_1_2"
    assert option_key("Mwy o amser ŵ", ["mwy_o_amser_w"]) == "mwy_o_amser_w_2"
    assert option_key("", ()) == "option"
    assert slug_for("Eich taith wella!") == "eich-taith-wella"
    assert slug_for("道") == ""


@given(st.text(max_size=200), st.lists(st.sampled_from(["q_1", "q_a", "a", "option", "q_a_2"])))
def test_made_keys_and_slugs_are_always_fit_and_free(text: str, taken: list[str]) -> None:
    made = question_key(text, taken)
    assert KEY.fullmatch(made)
    assert made not in {*taken, *RESERVED}
    assert option_key(text, taken) not in taken
    assert SLUG.fullmatch(slug_for(text) or "x")
