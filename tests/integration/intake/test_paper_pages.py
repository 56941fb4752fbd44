"""The team's pages of codes and paper cards: printed, shared, typed, compared and decided, each by whoever may."""

import io
import re

import pytest
from PIL import Image
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from services.intake.application.publish_survey import publish_survey
from services.intake.application.retire_survey import delete_survey
from services.intake.domain.paper_cards import number_from
from services.intake.domain.questions import Question
from services.intake.domain.survey_changes import Author
from tests.integration.intake.kept import answers_in
from tests.support.paper_web import NamedCallers, Person
from tests.support.surveys import a_question, a_survey

PATH = "/team/surveys/card"


@pytest.fixture
def app(intake):
    return intake.web_app(NamedCallers())


@pytest.fixture
def editor(app) -> Person:
    return Person.at(app, "olwen/editor")


@pytest.fixture
def mair(app) -> Person:
    return Person.at(app, "mair/reviewer")


@pytest.fixture
def sian(app) -> Person:
    return Person.at(app, "sian/reviewer")


def printed(editor: Person, intake, **fields: str) -> list[str]:
    answer = editor.post(f"{PATH}/cards", {"sheets": "1", "event": "gŵyl", **fields})
    assert answer.status_code == 303, answer.text
    batch = re.search(r"new=([0-9a-f-]+)", answer.headers["Location"])[1]
    with intake.paper.open_reading() as reading:
        return reading.cards.batch(batch)[1]


def type_in(who: Person, number: str, text: str, **more: object):
    return who.post(f"{PATH}/type-in", {"card-number": number, "card-language": "en", "q_next": text, **more})


def became(answer) -> str:
    assert answer.status_code == 303, answer.text
    return re.search(r"was=([a-z]+)", answer.headers["Location"])[1]


PAGES = ["share", "cards", "cards/look-up", "type-in", "type-in/differences", "share/code.svg", "share/poster-a4.pdf"]


@pytest.mark.parametrize("page", PAGES)
def test_pages_are_for_the_team_that_owns_the_survey(app, page: str) -> None:
    assert Person.at(app, "").get(f"{PATH}/{page}").status_code == 302
    assert Person.at(app, "eve/owner/another-team").get(f"{PATH}/{page}").status_code == 404
    assert Person.at(app, "olwen/editor").get(f"{PATH}/{page}").status_code == 200


def test_no_page_takes_words_for_a_survey_that_was_deleted(app, intake, editor: Person, mair: Person) -> None:
    [number, *_] = printed(editor, intake)
    before = mair.secret(f"{PATH}/type-in")
    delete_survey("card", "card", author=Author(id="o", name="Olwen", team_id="default"), desk=intake.drafting)
    assert {editor.get(f"{PATH}/{page}").status_code for page in [*PAGES, "invitations"]} == {404}
    typed = {"card-number": number, "card-language": "en", "q_next": "More time", "csrf_token": before}
    sent = mair.client.post(f"{PATH}/type-in", data=typed, headers={"X-Test-Caller": mair.who})
    assert sent.status_code == 404
    assert answers_in(intake) == []


@pytest.mark.parametrize("page", ["cards", "type-in", "type-in/differences", "cards/x.pdf", "cards/x/photo"])
def test_who_only_looks_types_and_prints_nothing(app, page: str) -> None:
    assert Person.at(app, "vi/viewer").get(f"{PATH}/{page}").status_code == 403
    assert Person.at(app, "vi/viewer").post(f"{PATH}/{page}", {}).status_code in {403, 405}


@pytest.mark.parametrize("event", ["x" * 101, "a\0b", "x" * 5_000])
def test_cards_are_for_what_a_form_takes(editor: Person, intake, event: str) -> None:
    """A longer one fits in no code, and the file could never be drawn."""
    assert editor.post(f"{PATH}/cards", {"sheets": "1", "event": event}).status_code == 400
    with intake.paper.open_reading() as reading:
        assert reading.cards.batches("card") == []
    assert editor.get(f"{PATH}/share/code.svg?event={'x' * 101}").status_code == 400


def test_a_reviewer_may_type_but_not_print(mair: Person) -> None:
    assert mair.post(f"{PATH}/cards", {"sheets": "1"}).status_code == 403
    assert mair.post(f"{PATH}/share", {}).status_code == 403
    assert "An editor of your team can print cards." in mair.get(f"{PATH}/cards?lang=en").text


def test_cards_are_printed_and_printed_again_alike(editor: Person, intake) -> None:
    numbers = printed(editor, intake)
    page = editor.get(f"{PATH}/cards?lang=en")
    assert "Event: gŵyl" in page.text
    [file] = set(re.findall(r'href="([^"]+\.pdf)', page.text))
    first, again = editor.get(file), editor.get(file)
    assert first.mimetype == "application/pdf"
    assert first.data[:5] == b"%PDF-"
    assert len(first.data) == len(again.data)
    assert len(numbers) == 4


@pytest.mark.parametrize("sheets", ["0", "", "51", "one", "٣", "-1", "1e1"])
def test_a_wrong_number_of_sheets_is_named(editor: Person, sheets: str) -> None:
    page = editor.post(f"{PATH}/cards?lang=en", {"sheets": sheets, "event": "kept"})
    assert (page.status_code, "Enter a number of sheets from 1 to 50" in page.text) == (400, True)
    assert 'value="kept"' in page.text


def test_a_survey_that_is_too_long_says_so(editor: Person, intake, clock) -> None:
    questions = tuple(a_question(f"q_{number}") for number in range(10))
    publish_survey(a_survey("long", questions=questions), uow=intake.desk.open_unit(), clock=clock)
    assert "more questions than a card has room for" in editor.get("/team/surveys/long/cards?lang=en").text
    sent = editor.client.post(
        "/team/surveys/long/cards",
        data={"sheets": "1", "csrf_token": editor.secret("/team/surveys/long/type-in")},
        headers={"X-Test-Caller": editor.who},
    )
    assert (sent.status_code, "too long for a card" in sent.text) == (409, True)


def test_a_card_that_is_not_there_is_told_as_such(editor: Person, mair: Person) -> None:
    assert editor.get(f"{PATH}/cards/nowhere.pdf").status_code == 404
    assert mair.get(f"{PATH}/cards/nowhere/photo").status_code == 404
    assert mair.get(f"{PATH}/type-in/differences/nowhere").status_code == 409
    assert mair.get("/q/ABCDEF").status_code == 404


def test_a_form_is_shared_with_what_it_is_for(editor: Person, intake, clock) -> None:
    assert "add hidden questions" in editor.get(f"{PATH}/share?lang=en").text
    questions = (a_question(), Question(key="event", kind="hidden"))
    publish_survey(a_survey(questions=questions), uow=intake.desk.open_unit(), clock=clock)
    path = f"{PATH}/share?lang=en&event=g%C5%B5yl&form_language=cy&session=none"
    page = editor.get(path)
    assert "http://localhost/s/card?event=g%C5%B5yl&amp;lang=cy" in page.text
    made = editor.post(path, {"event": "gŵyl", "form_language": "cy"})
    assert made.status_code == 303
    short = re.search(r"localhost(/q/[0-9A-Z]{6})", editor.get(made.headers["Location"]).text)[1]
    followed = editor.client.get(short.lower())
    assert (followed.status_code, followed.headers["Location"]) == (302, "/s/card?event=g%C5%B5yl&lang=cy")


@pytest.mark.parametrize(
    ("kind", "mimetype", "begins"), [("svg", "image/svg+xml", b"<"), ("png", "image/png", b"\x89PNG")]
)
def test_a_code_is_a_picture(editor: Person, kind: str, mimetype: str, begins: bytes) -> None:
    shown, kept = (editor.get(f"{PATH}/share/code.{kind}{query}") for query in ("", "?download=1"))
    assert (shown.mimetype, "Content-Disposition" in shown.headers) == (mimetype, False)
    assert kept.headers["Content-Disposition"] == f'attachment; filename="card-qr.{kind}"'
    assert shown.data.startswith(begins)


def test_a_typed_card_counts_with_its_attributes(editor: Person, mair: Person, intake) -> None:
    [number, *_] = printed(editor, intake)
    answer = type_in(mair, f" {number[:4].lower()}-{number[4:]} ", "First\r\nsecond", q_role="nurse")
    assert became(answer) == "counted"
    assert answers_in(intake) == [{"q_next": "First\nsecond", "q_role": "nurse"}]
    page = mair.get(answer.headers["Location"] + "&lang=en")
    assert f"{number[:4]}-{number[4:]}" in page.text
    assert "stored, it counts." in page.text
    assert became(type_in(mair, number, "First\nsecond", q_role="nurse")) == "again"


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("ABCD-EFGH", "a character of it must be wrong"),
        (number_from(99), "No card of this number was printed for this survey"),
    ],
)
def test_a_wrong_number_is_named_and_the_words_stay(mair: Person, intake, number: str, told: str) -> None:
    page = type_in(mair, number, "<b>kept")
    assert (page.status_code, told in page.text, "&lt;b&gt;kept" in page.text) == (400, True, True)
    assert answers_in(intake) == []


def test_an_empty_card_is_refused(editor: Person, mair: Person, intake) -> None:
    [number, *_] = printed(editor, intake)
    page = type_in(mair, number, " ")
    assert (page.status_code, "Answer at least one question" in page.text) == (400, True)


def test_a_card_without_a_number_gets_the_one_of_its_page(mair: Person, intake) -> None:
    path = f"{PATH}/type-in?event=spring&_external=1"
    fresh = re.search(r'name="card-fresh" value="([^"]+)"', mair.get(path).text)[1]
    fields = {"card-number": "", "card-fresh": fresh, "q_next": "Loose"}
    answers = [mair.post(path, fields) for _ in range(2)]
    assert [became(answer) for answer in answers] == ["counted", "again"]
    location = answers[0].headers["Location"]
    assert ("event=spring" in location, location.startswith("/team/")) == (True, True)
    assert "Write this number on the card now." in mair.get(location + "&lang=en").text
    assert len(answers_in(intake)) == 1


def test_two_people_confirm_and_a_third_decides(editor: Person, mair: Person, sian: Person, intake) -> None:
    same, other, *_ = printed(editor, intake, double_entry="yes")
    assert became(type_in(mair, same, "More time")) == became(type_in(mair, other, "Two hours a week")) == "held"
    assert answers_in(intake) == []
    assert became(type_in(sian, same, "More time ")) == "confirmed"
    assert became(type_in(sian, other, "Ten hours a week")) == "differs"
    queue = editor.get(f"{PATH}/type-in/differences?lang=en").text
    [link] = re.findall(r'href="([^"]+/differences/[^"]+)"', queue)
    page = editor.get(link)
    assert "<mark>Two</mark> hours a week" in page.text
    assert "<mark>Ten</mark> hours a week" in page.text
    assert editor.post(link, {"choice": "corrected", "q_next": " "}).status_code == 400
    assert editor.post(link, {"choice": "corrected", "q_next": "Two hours a week."}).status_code == 303
    assert {text["q_next"] for text in answers_in(intake)} == {"More time ", "Two hours a week."}
    assert "No card waits for a decision." in editor.get(f"{PATH}/type-in/differences?lang=en").text


def test_a_card_is_looked_up_by_its_number(editor: Person, mair: Person, intake) -> None:
    [number, *_] = printed(editor, intake)
    path = f"{PATH}/cards/look-up?lang=en&number={number[:4].lower()}%20{number[4:]}"
    assert "Nothing has come in for this card yet." in mair.get(path).text
    type_in(mair, number, "More time")
    page = mair.get(path).text
    assert ("It counts." in page, "typed by Mair" in page, "Event: gŵyl" in page) == (True, True, True)
    wrong = mair.get(f"{PATH}/cards/look-up?lang=en&number=ABCD")
    assert (wrong.status_code, "a character of it must be wrong" in wrong.text) == (404, True)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_kept_without_what_the_camera_wrote(editor: Person, mair: Person, intake, kind: str) -> None:
    [number, *_] = printed(editor, intake)
    picture, written = Image.new("RGB", (3000, 1500), "white"), io.BytesIO()
    exif = picture.getexif()
    exif[0x0112], exif[0x010E] = 6, "Olwen's kitchen"
    picture.save(written, kind, exif=exif)
    photo = (io.BytesIO(written.getvalue()), "card.jpg")
    assert became(type_in(mair, number, "More", **{"card-photo": photo})) == "counted"
    got = mair.get(f"{PATH}/cards/{number}/photo")
    assert got.headers["Content-Disposition"] == f'attachment; filename="card-{number}.jpg"'
    kept = Image.open(io.BytesIO(got.data))
    assert (kept.format, kept.size, dict(kept.getexif()), b"kitchen" in got.data) == ("JPEG", (1000, 2000), {}, False)


@pytest.mark.parametrize("given", [b"", b"GIF89a", b"\xff\xd8\xff\xe0 no picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 40])
def test_a_photo_that_can_not_be_read_stores_nothing(editor: Person, mair: Person, intake, given: bytes) -> None:
    [number, *_] = printed(editor, intake)
    page = type_in(mair, number, "More", **{"card-photo": (io.BytesIO(given), "card.jpg")})
    assert (page.status_code, "This photo can&#39;t be read" in page.text) == ((400, True) if given else (303, False))
    assert len(answers_in(intake)) == (not given)


def test_a_photo_may_be_large_here_and_nothing_else_may(editor: Person, mair: Person, intake) -> None:
    [number, *_] = printed(editor, intake)
    for size, status in ((10 * 1024 * 1024, 400), (12 * 1024 * 1024, 413)):
        photo = FileStorage(io.BytesIO(b"\xff" * size), "card.jpg", "card-photo", "image/jpeg")
        boundary, body = encode_multipart({"card-number": number, "q_next": "More", "card-photo": photo})
        sent = mair.client.post(
            f"{PATH}/type-in",
            data=body,
            content_type=f"multipart/form-data; boundary={boundary}",
            headers={"X-Test-Caller": mair.who, "X-CSRFToken": mair.secret(f"{PATH}/type-in")},
        )
        assert sent.status_code == status
    assert editor.post(f"{PATH}/cards", {"sheets": "1", "event": "x" * 300_000}).status_code == 413
