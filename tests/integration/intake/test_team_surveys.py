"""The team's pages of surveys over HTTP: begun, written, checked, published, opened, closed, put away and deleted."""

import html
import io
import re

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from services.intake.application.edit_draft import read_draft
from services.intake.application.publish_survey import publish_survey
from services.intake.domain.responses import State
from services.intake.domain.wording import NOTHING_SAID
from tests.support.drawn_forms import form_of, forms_of
from tests.support.fakes_intake import NOON
from tests.support.paper_web import NamedCallers, Person
from tests.support.surveys import a_question, a_submission, a_survey

CARD = "/team/surveys/card"
HEADER = "X-Test-Caller"


@pytest.fixture
def app(intake):
    return intake.web_app(NamedCallers())


@pytest.fixture
def editor(app) -> Person:
    return Person.at(app, "olwen/editor")


@pytest.fixture
def mair(app) -> Person:
    return Person.at(app, "mair/editor")


@pytest.fixture
def owner(app) -> Person:
    return Person.at(app, "gwen/owner")


def press(who: Person, path: str, *, form: str = "draft", to: str = "", **typed: str):
    """Open a page, type into its form and post it."""
    fields = form_of(who.get(path).text, form).posted()
    return post(who, to or path, fields, **typed)


def post(who: Person, path: str, fields, **typed: str):
    named = {name.replace("__", "-"): text for name, text in typed.items()}
    return who.client.post(path, data=fields | named, headers={HEADER: who.who})


def begin(who: Person, **fields: str):
    return who.post("/team/surveys/new", {"from": "empty", "slug": "", "title-en": "", "title-cy": "", **fields})


def words(answer) -> str:
    """The text of a page's main part."""
    main = answer.text[answer.text.index("<main") :]
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", main)))


def draft(intake, slug: str = "card"):
    return read_draft(slug, "default", desk=intake.drafting)


VIEWERS = ["", "/preview"]
REVIEWERS = ["/aside"]
EDITORS = ["/edit", "/questions/new", "/questions/1", "/questions/1/remove", "/publish", "/times", "/survey.yaml"]
EDITORS += ["/discard"]
OWNERS = ["/delete"]
LEAST = dict.fromkeys(VIEWERS, "viewer") | dict.fromkeys(REVIEWERS, "reviewer")
LEAST |= dict.fromkeys(EDITORS, "editor") | dict.fromkeys(OWNERS, "owner")
RANKS = ["viewer", "reviewer", "editor", "owner"]


@pytest.mark.parametrize("page", LEAST)
def test_each_page_is_for_its_role_in_the_team_that_owns_the_survey(app, page: str) -> None:
    assert Person.at(app, "").get(f"{CARD}{page}").status_code == 302
    assert Person.at(app, "eve/owner/another-team").get(f"{CARD}{page}").status_code == 404
    for role in RANKS:
        may = RANKS.index(role) >= RANKS.index(LEAST[page])
        assert Person.at(app, f"olwen/{role}").get(f"{CARD}{page}").status_code == (200 if may else 403)


def test_who_looks_on_is_offered_nothing_to_change(app, editor) -> None:
    offered = {form.action for form in forms_of(editor.get(CARD).text)}
    assert f"{CARD}/close" in offered
    seen = Person.at(app, "vi/viewer").get(CARD)
    assert not {form.action for form in forms_of(seen.text) if form.action.startswith("/team/surveys")}
    assert "Check and publish" not in words(seen)


def test_the_page_of_a_survey_leads_to_all_about_its_cards_and_these_lead_back(app, editor, intake) -> None:
    hidden = a_question("event", kind="hidden", codebook=None, text=NOTHING_SAID)
    publish_survey(a_survey(questions=(a_question(), hidden)), uow=intake.desk.open_unit(), clock=intake.clock)
    page = editor.get(CARD)
    assert "event (from the address)" in words(page)
    for path in ("share", "cards", "type-in", "type-in/differences", "cards/look-up", "enter", "files", "unfinished"):
        assert f'href="{CARD}/{path}"' in page.text
        assert f'<a class="nhsuk-back-link" href="{CARD}">A card</a>' in editor.get(f"{CARD}/{path}").text


def test_a_survey_is_begun_written_published_and_answered(intake, editor, client) -> None:
    assert begin(editor, **{"title-en": "Spring event"}).headers["Location"] == "/team/surveys/spring-event"
    path = "/team/surveys/spring-event"
    added = press(editor, f"{path}/questions/new", type="one_choice", text__en="Which role?", text__cy="Pa rôl?")
    assert added.headers["Location"] == f"{path}/questions/1"
    for _ in range(2):
        press(editor, f"{path}/questions/1", do="option-add")
    typed = {"option-1-text-en": "Nurse", "option-1-text-cy": "Nyrs", "option-2-text-en": "Something else"}
    press(editor, f"{path}/questions/1", attribute="yes", **typed, **{"option-2-other": "yes"})
    [question] = draft(intake, "spring-event").questions
    assert [option["key"] for option in question["options"]] == ["nurse", "something_else"]
    checked = words(editor.get(f"{path}/publish"))
    assert "The option something_else is missing in: Cymraeg" in checked
    assert "“Title” is missing in: Cymraeg" in checked
    assert press(editor, f"{path}/questions/1", **{"option-2-text-cy": "Rhywbeth arall"}).status_code == 303
    assert press(editor, f"{path}/edit", **{"title-cy": "Y gwanwyn", "title-cy-state": "unchecked"}).status_code == 303
    assert "Cymraeg: 1 text was not checked by a translator" in words(editor.get(f"{path}/publish"))
    assert press(editor, f"{path}/publish", form="publish").headers["Location"] == f"{path}?published=1"
    form = client.get("/s/spring-event?lang=cy")
    assert "Rhywbeth arall" in form.text
    sent = client.post("/s/spring-event", data={"q_which_role": "nurse"})
    assert sent.status_code == 201
    assert "published it (version 1)" in words(editor.get(path))


def test_the_list_tells_state_and_cards(intake, editor, owner) -> None:
    survey = intake.desk.letterbox.survey("card")
    assert intake.desk.letterbox.keep(survey.accept(a_submission("late"), NOON, late=True))
    begin(editor, **{"title-en": "Another"})
    listed = words(editor.get("/team/surveys"))
    assert re.search(r"Another another Draft, never published 0 0 0 0", listed)
    assert re.search(r"A card card Open 0 0 1 0", listed)
    post(owner, f"{CARD}/archive", secret(owner))
    assert "A card" not in words(editor.get("/team/surveys"))
    assert "A card" in words(editor.get("/team/surveys?archived=1"))
    assert "in the archive" in words(editor.get(CARD))
    post(owner, f"{CARD}/restore", secret(owner))
    assert "A card" in words(editor.get("/team/surveys"))


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "Enter a title"),
        ({"title-en": "道"}, "Enter an address"),
        ({"title-en": "Mine", "slug": "A card"}, "Enter an address of a-z"),
        ({"title-en": "Mine", "slug": "card"}, "Enter another address"),
    ],
)
def test_a_survey_without_a_title_or_an_address_is_asked_for_again(editor, fields, told: str) -> None:
    answer = begin(editor, **fields)
    assert answer.status_code == 400
    assert told in words(answer)
    assert fields.get("title-en", "") in answer.text


def test_a_template_or_another_survey_is_begun_from(intake, editor) -> None:
    assert begin(editor, **{"title-en": "Ours", "from": "template:journey"}).status_code == 303
    assert begin(editor, **{"title-en": "Twin", "from": "survey:card"}).status_code == 303
    assert begin(editor, **{"title-en": "None", "from": "template:nothing"}).status_code == 404
    assert draft(intake, "twin").questions == draft(intake).questions
    assert draft(intake, "ours").questions[0]["key"] == "q_journey"
    assert 'value="survey:card" checked' in editor.get("/team/surveys/new?from=survey:card").text


def upload(who: Person, content: bytes, **fields: str):
    secret = who.secret("/team/surveys/import")
    file = FileStorage(io.BytesIO(content), filename="card.yaml") if content else ""
    boundary, body = encode_multipart(fields | {"csrf_token": secret, "file": file})
    kind = f"multipart/form-data; boundary={boundary}"
    return who.client.post("/team/surveys/import", data=body, content_type=kind, headers={HEADER: who.who})


def test_a_survey_travels_as_a_file(intake, editor) -> None:
    taken = editor.get(f"{CARD}/survey.yaml")
    assert 'filename="card.yaml"' in taken.headers["Content-Disposition"]
    assert upload(editor, taken.data, slug="copy").headers["Location"] == "/team/surveys/copy"
    assert {**draft(intake, "copy").document, "slug": "card"} == draft(intake).document


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "Choose a YAML file"),
        (b"a: [", "is not valid YAML"),
        (b"slug: card", "Enter another address"),
        (b"questions: [{key: q_a, text: words}]", "q_a"),
    ],
)
def test_a_file_that_is_no_survey_is_refused(editor, content: bytes, told: str) -> None:
    answer = upload(editor, content)
    assert answer.status_code == 400
    assert told in words(answer)


def test_nothing_typed_is_lost_however_wrong_it_is(intake, editor) -> None:
    press(editor, f"{CARD}/edit", opens_at="tomorrow", most_responses="many", languages="en", title__en="")
    page = editor.get(f"{CARD}/edit")
    assert draft(intake).document["opens_at"] == "tomorrow"
    assert 'value="tomorrow"' in page.text
    assert "Enter “Opens at” as a day and a time" in words(page)
    assert 'href="#opens_at"' in page.text
    press(editor, f"{CARD}/questions/1", max_length="long", key="Q!")
    page = editor.get(f"{CARD}/questions/1")
    assert 'value="long"' in page.text


def test_times_are_londons(intake, editor, client) -> None:
    press(editor, f"{CARD}/times", form="times", opens_at="2027-07-01T09:00", closes_at="2027-12-01T17:30")
    with intake.drafting.open_reading() as reading:
        survey = reading.surveys.find("card")
    assert survey.opens_at.isoformat() == "2027-07-01T08:00:00+00:00"
    assert survey.closes_at.isoformat() == "2027-12-01T17:30:00+00:00"
    assert client.get("/s/card").status_code == 403
    page = editor.get(f"{CARD}/times").text
    assert 'value="2027-07-01T09:00"' in page
    for wrong in ({"closes_at": "soon"}, {"opens_at": "2027-12-02T00:00"}):
        assert press(editor, f"{CARD}/times", form="times", **wrong).status_code == 400
    post(editor, f"{CARD}/open", secret(editor))
    assert client.get("/s/card").status_code == 200
    post(editor, f"{CARD}/close", secret(editor))
    assert client.get("/s/card").status_code == 410


def secret(who: Person) -> dict[str, str]:
    return {"csrf_token": who.secret(CARD)}


def test_cards_that_are_aside_are_read_and_admitted(intake, app, editor) -> None:
    survey = intake.desk.letterbox.survey("card")
    made = [survey.accept(a_submission(f"words {n}"), NOON, late=True) for n in range(2)]
    assert all(intake.desk.letterbox.keep(response) for response in made)
    assert "words 0" in words(Person.at(app, "sian/reviewer").get(f"{CARD}/aside"))
    admitted = press(editor, f"{CARD}/aside", form="aside", card=made[0].id)
    assert admitted.headers["Location"].endswith("admitted=1")
    page = words(editor.get(f"{CARD}/aside?admitted=1"))
    assert "words 0" not in page
    assert "words 1" in page
    assert intake.desk.letterbox.standing(made[0].id).state is State.PENDING


def test_an_owner_deletes_by_typing_the_slug(intake, owner, client) -> None:
    survey = intake.desk.letterbox.survey("card")
    kept = survey.accept(a_submission("words"), NOON)
    assert intake.desk.letterbox.keep(kept)
    assert "1 card is taken back for good" in words(owner.get(f"{CARD}/delete"))
    assert press(owner, f"{CARD}/delete", form="delete", typed="cart").status_code == 400
    assert press(owner, f"{CARD}/delete", form="delete", typed="card").status_code == 303
    assert intake.desk.letterbox.standing(kept.id).state is State.WITHDRAWN
    assert owner.get(CARD).status_code == 404
    assert client.get("/s/card").status_code == 410
    assert client.get(f"/r/{intake.desk.receipts.code_for(kept.id)}").status_code == 200
