"""Two people write one survey: they don't hinder each other, and whoever is slower sees both versions."""

import pytest

from services.intake.application.edit_draft import read_draft
from tests.integration.intake.test_team_surveys import CARD, draft, post, press, secret, words
from tests.support.drawn_forms import form_of, forms_of
from tests.support.fakes_drafts import MAIR
from tests.support.paper_web import NamedCallers, Person


@pytest.fixture
def app(intake):
    return intake.web_app(NamedCallers())


@pytest.fixture
def olwen(app) -> Person:
    return Person.at(app, "olwen/editor")


@pytest.fixture
def mair(app) -> Person:
    return Person.at(app, "mair/editor")


def opened(who: Person, path: str, form: str = "draft") -> dict[str, list[str]]:
    return form_of(who.get(path).text, form).posted()


def test_two_write_different_questions_at_the_same_time(intake, olwen, mair) -> None:
    first, second = opened(olwen, f"{CARD}/questions/1"), opened(mair, f"{CARD}/questions/2")
    assert post(olwen, f"{CARD}/questions/1", first, text__en="Olwen's?").status_code == 303
    assert post(mair, f"{CARD}/questions/2", second, text__en="Mair's?").status_code == 303
    assert [each["text"]["en"] for each in draft(intake).questions] == ["Olwen's?", "Mair's?"]


@pytest.mark.parametrize(("page", "field"), [("questions/1", "text-en"), ("edit", "title-en")])
def test_whoever_is_slower_sees_both_and_decides(intake, olwen, mair, page: str, field: str) -> None:
    path = f"{CARD}/{page}"
    here, there = opened(olwen, path), opened(mair, path)
    assert post(mair, path, there, **{field: "Mair's words"}).status_code == 303
    refused = post(olwen, path, here, **{field: "Olwen's words"})
    assert refused.status_code == 409
    assert "Mair's words" in words(refused)
    again = form_of(refused.text).posted()
    assert again[field] == ["Olwen's words"]
    assert "Mair" in str(draft(intake).document)
    assert post(olwen, path, again).status_code == 303
    assert "Olwen's words" in str(draft(intake).document)


def test_all_rows_that_were_typed_come_back_when_somebody_was_quicker(intake, olwen, mair) -> None:
    press(olwen, f"{CARD}/questions/new", type="one_choice", text__en="Which?")
    for _ in range(2):
        press(olwen, f"{CARD}/questions/3", do="option-add")
    path = f"{CARD}/questions/3"
    here, there = opened(olwen, path), opened(mair, path)
    post(mair, path, there, do="option-remove-2")
    refused = post(olwen, path, here, **{"option-1-text-en": "One", "option-2-text-en": "Two"})
    assert refused.status_code == 409
    typed = form_of(refused.text).posted()
    assert (typed["option-1-text-en"], typed["option-2-text-en"]) == (["One"], ["Two"])
    own, theirs = opened(olwen, f"{CARD}/edit"), opened(mair, f"{CARD}/edit")
    quota = {"quota-1-attribute": "q_role", "quota-1-value": "nurse", "quota-1-most": "3"}
    post(mair, f"{CARD}/edit", theirs, title__en="Mair's")
    assert form_of(post(olwen, f"{CARD}/edit", own, **quota).text).posted()["quota-1-most"] == ["3"]


def test_a_question_that_moved_meanwhile_is_saved_where_it_stands(intake, olwen, mair) -> None:
    here = opened(olwen, f"{CARD}/questions/1")
    second = next(form for form in _moves(mair) if form.action.endswith("/questions/2/move"))
    assert post(mair, f"{CARD}/questions/2/move", second.posted(), do="up").status_code == 303
    saved = post(olwen, f"{CARD}/questions/1", here, text__en="Still mine?")
    assert saved.headers["Location"].startswith(f"{CARD}/questions/2")
    assert draft(intake).questions[1]["text"]["en"] == "Still mine?"


def _moves(who: Person):
    return [form for form in forms_of(who.get(CARD).text) if form.action.endswith("/move")]


def test_a_question_that_was_taken_out_meanwhile_is_not_written_over_another(intake, olwen, mair) -> None:
    here = opened(olwen, f"{CARD}/questions/2")
    removing = opened_plain(mair, f"{CARD}/questions/2/remove")
    assert post(mair, f"{CARD}/questions/2/remove", removing).status_code == 303
    assert post(mair, f"{CARD}/questions/2/remove", removing).status_code == 409
    refused = post(olwen, f"{CARD}/questions/2", here, text__en="Mine")
    assert refused.status_code == 409
    assert "took this question out" in words(refused)
    assert [each["key"] for each in draft(intake).questions] == ["q_next"]
    again = form_of(refused.text).posted()
    assert again["text-en"] == ["Mine"]
    assert post(olwen, f"{CARD}/questions/2", again).status_code == 303
    assert [each["text"]["en"] for each in draft(intake).questions] == ["What's next?", "Mine"]


def opened_plain(who: Person, path: str) -> dict[str, list[str]]:
    return next(form.posted() for form in forms_of(who.get(path).text) if any(n == "seen" for n, _ in form.fields))


def test_only_what_was_looked_at_is_published_or_thrown_away(intake, olwen, mair) -> None:
    press(olwen, f"{CARD}/questions/1", text__en="Olwen's?")
    publishing = opened(olwen, f"{CARD}/publish", "publish")
    press(mair, f"{CARD}/questions/1", text__en="Mair's?")
    refused = post(olwen, f"{CARD}/publish", publishing)
    assert refused.status_code == 409
    assert "was changed since you looked at it" in words(refused)
    discarding = secret(olwen) | {"revision": publishing["revision"][0]}
    assert post(olwen, f"{CARD}/discard", discarding).status_code == 409
    assert post(olwen, f"{CARD}/discard", secret(olwen) | {"revision": "2"}).status_code == 303
    assert read_draft("card", MAIR.team_id, desk=intake.drafting).revision == 0


def test_what_has_no_meaning_is_kept_until_somebody_removes_it(intake, olwen) -> None:
    press(olwen, f"{CARD}/questions/1", type="date")
    assert "“Codebook” means nothing to the type “Date”" in words(olwen.get(f"{CARD}/questions/1"))
    assert draft(intake).questions[0]["codebook"] == "improvement"
    press(olwen, f"{CARD}/questions/1", do="drop-settings")
    assert "codebook" not in draft(intake).questions[0]


def test_a_published_key_stays(intake, olwen) -> None:
    page = olwen.get(f"{CARD}/questions/1").text
    assert 'name="key"' not in page
    press(olwen, f"{CARD}/questions/1", key="q_other")
    assert draft(intake).questions[0]["key"] == "q_next"


@pytest.mark.parametrize(("button", "then"), [("option-up-2", "ba"), ("option-down-1", "ba"), ("option-down-9", "ab")])
def test_options_move_by_buttons(intake, olwen, button: str, then: str) -> None:
    press(olwen, f"{CARD}/questions/new", type="one_choice", text__en="Which?")
    path = f"{CARD}/questions/3"
    for number, key in enumerate("ab", 1):
        press(olwen, path, do="option-add")
        press(olwen, path, **{f"option-{number}-key": key})
    press(olwen, path, do=button)
    assert "".join(option["key"] for option in draft(intake).questions[2]["options"]) == then


def test_pages_of_questions_that_are_not_there_lead_back(olwen) -> None:
    for page in ("questions/9", "questions/0/remove"):
        assert olwen.get(f"{CARD}/{page}").headers["Location"] == CARD
    assert press(olwen, f"{CARD}/questions/new", type="nothing").status_code == 400
    assert press(olwen, f"{CARD}/questions/1", do="back").headers["Location"] == CARD
    assert press(olwen, f"{CARD}/edit", do="back").headers["Location"] == CARD
