"""The form works without JavaScript, loses nothing that was typed, and answers in the reader's language."""

import re
import uuid
from dataclasses import replace
from datetime import timedelta
from html import unescape
from urllib.parse import quote_plus

import pytest

from services.intake.application.close_survey import close_survey
from services.intake.application.publish_survey import publish_survey
from services.intake.domain.question_types.question_type import Option
from services.intake.domain.wording import Wording
from tests.integration.intake.kept import answers_in, promises_in
from tests.support.fakes_intake import NOON
from tests.support.surveys import a_question, a_survey

# Not inside a card's id, which may hold four groups of figures too.
RECEIPT = re.compile(r"(?<!\w)[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z](?!\w)")


def id_on(page) -> str:
    return re.search(r'name="id" value="([^"]+)"', page.text)[1]


def receipt_on(page) -> str:
    return RECEIPT.search(page.text)[0]


def test_each_page_has_an_id_of_its_own_and_is_not_kept(client) -> None:
    first, second = client.get("/s/card"), client.get("/s/card")
    assert id_on(first) != id_on(second)
    assert first.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in first.headers
    assert len(first.data) < 10_000


def test_a_card_is_stored_and_thanked_for_with_its_receipt(client, intake) -> None:
    fields = {"id": id_on(client.get("/s/card")), "q_next": "First line\r\nsecond", "q_role": ""}
    page = client.post("/s/card", data=fields)
    assert page.status_code == 201
    assert answers_in(intake) == [{"q_next": "First line\nsecond"}]
    again = client.post("/s/card", data=fields)
    assert (again.status_code, receipt_on(again)) == (200, receipt_on(page))
    assert promises_in(intake) == 1


def test_a_page_that_was_used_before_swallows_no_words(client, intake) -> None:
    fields = {"id": str(uuid.uuid4()), "q_next": "First delegate"}
    first = client.post("/s/card", data=fields)
    second = client.post("/s/card", data=fields | {"q_next": "Next delegate"})
    assert (second.status_code, receipt_on(second) != receipt_on(first)) == (201, True)
    assert len(answers_in(intake)) == 2


def test_words_that_were_withdrawn_stay_on_the_page_and_others_can_be_sent_from_it(client, intake) -> None:
    fields = {"id": str(uuid.uuid4()), "q_next": "Taken <back>"}
    receipt = receipt_on(client.post("/s/card", data=fields))
    client.post(f"/r/{receipt}/withdraw")
    page = client.post("/s/card", data=fields)
    assert page.status_code == 409
    assert "Taken &lt;back&gt;</textarea>" in page.text
    assert '<a href="#q_next">This response was withdrawn. Withdrawn words can&#39;t come back.' in page.text
    assert answers_in(intake) == [{}]
    again = client.post("/s/card", data={"id": id_on(page), "q_next": "Other words"})
    assert (again.status_code, answers_in(intake)) == (201, [{}, {"q_next": "Other words"}])


def test_a_card_without_a_sound_id_is_stored_all_the_same(client, intake) -> None:
    assert client.post("/s/card", data={"q_next": "a"}).status_code == 201
    odd = [client.post("/s/card", data={"q_next": "b", "id": "not a uuid"}) for _ in range(2)]
    assert [page.status_code for page in odd] == [201, 200]


def test_an_empty_card_is_shown_again_with_a_link_to_the_first_question(client, intake) -> None:
    page = client.post("/s/card", data={"id": (given := str(uuid.uuid4())), "q_next": " "})
    assert page.status_code == 400
    assert '<a href="#q_next">Answer at least one question</a>' in page.text
    assert "<title>Error: A card" in page.text
    assert id_on(page) == given
    assert answers_in(intake) == []


def test_what_was_typed_stands_on_the_page_with_the_error(client) -> None:
    page = client.post("/s/card", data={"q_next": "\r\n<b>kept", "q_role": "x" * 201})
    assert "\n\n&lt;b&gt;kept</textarea>" in page.text
    assert 'value="' + "x" * 201 + '"' in page.text
    assert "Shorten this answer to 200 characters or fewer; it has 201" in page.text


def test_an_unknown_question_is_named_and_nothing_stored(client, intake) -> None:
    page = client.post("/s/card", data={"q_next": "a", "q_zzz": "b"})
    assert (page.status_code, "q_zzz – This" in page.text) == (400, True)
    assert answers_in(intake) == []


def test_changing_the_language_keeps_id_and_words_and_checks_nothing(client, intake) -> None:
    fields = {"id": str(uuid.uuid4()), "q_next": "half a thought", "q_role": "x" * 300, "change_language": "cy"}
    for path in ("/s/card?lang=cy", "/s/card?lang=en"):
        page = client.post(path, data=fields)
        assert (page.status_code, page.headers["Content-Language"]) == (200, "cy")
        assert "half a thought</textarea>" in page.text
        assert "Beth nesaf?" in page.text
        assert id_on(page) == fields["id"]
    assert answers_in(intake) == []


def test_the_language_of_the_page_is_the_language_of_the_card(client, intake) -> None:
    page = client.post("/s/card?lang=cy", data={"q_next": "Mwy o amser"})
    assert (page.status_code, page.headers["Content-Language"]) == (201, "cy")
    with intake.database.read() as connection:
        assert connection.exec_driver_sql("SELECT language FROM responses").scalar_one() == "cy"


def test_the_thanks_can_be_read_in_the_other_language(client, intake) -> None:
    page = client.post("/s/card?lang=en", data={"id": str(uuid.uuid4()), "q_next": "a\r\nb & <c>"})
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page.text))
    again = client.post("/s/card?lang=cy", data={name: unescape(value) for name, value in fields.items()})
    assert (again.status_code, receipt_on(again)) == (200, receipt_on(page))
    assert "Diolch" in again.text


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_closed_survey_says_so_in_the_organisers_words(client, intake, clock, method: str) -> None:
    close_survey("card", uow=intake.desk.open_unit(), clock=clock)
    page = getattr(client, method)("/s/card?lang=cy", data={"q_next": "late"})
    assert (page.status_code, "Rydym yn darllen." in page.text) == (410, True)
    assert answers_in(intake) == []


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_survey_that_is_not_open_yet_and_one_that_is_not_there(client, intake, clock, method: str) -> None:
    later = replace(a_survey("later"), opens_at=NOON + timedelta(hours=1))
    publish_survey(later, uow=intake.desk.open_unit(), clock=clock)
    assert getattr(client, method)("/s/later", data={"q_next": "early"}).status_code == 403
    assert getattr(client, method)("/s/nowhere", data={"q_next": "lost"}).status_code == 404
    assert "later" not in client.get("/s").text


BAD = [
    ("q_next=%FF", 400),
    ("q_next=a%00b", 400),
    ("q_next=a&q_next=b", 400),
    ("q_next=" + "x" * 262_144, 413),
    ("&".join(f"f{number}=" for number in range(201)), 400),
]


@pytest.mark.parametrize(("sent", "status"), BAD)
def test_a_body_that_can_not_be_read_stores_nothing(client, intake, sent: str, status: int) -> None:
    page = client.post("/s/card", data=sent, content_type="application/x-www-form-urlencoded")
    assert (page.status_code, page.mimetype) == (status, "text/html")
    assert answers_in(intake) == []


def test_text_that_is_no_form_is_refused(client) -> None:
    assert client.post("/s/card", data=b"q_next=x", content_type="text/plain").status_code == 415


@pytest.mark.parametrize("text", ["ŵ 🎈", "+ & = %41", "\ufeff\u202eevil", " a\tb "])
def test_words_arrive_exactly(client, intake, text: str) -> None:
    sent = f"q_next={quote_plus(text)}"
    assert client.post("/s/card", data=sent, content_type="application/x-www-form-urlencoded").status_code == 201
    assert answers_in(intake) == [{"q_next": text}]


def test_a_survey_in_one_language_is_asked_in_that(client, intake, clock) -> None:
    question = a_question(text=replace(a_question().text, texts={"cy": "Beth nesaf?"}))
    only = a_survey("cymraeg", languages=("cy",), title=a_survey().title, questions=(question,))
    publish_survey(only, uow=intake.desk.open_unit(), clock=clock)
    page = client.get("/s/cymraeg?lang=en")
    assert "Beth nesaf?" in page.text
    assert "change_language" in page.text


def test_the_open_surveys_are_listed(client, intake, clock) -> None:
    assert 'href="/s/card?lang=cy"' in client.get("/s/?lang=cy").text
    close_survey("card", uow=intake.desk.open_unit(), clock=clock)
    assert "No survey is open at the moment." in client.get("/s").text


@pytest.mark.parametrize(("permits", "nameless"), [(("quote",), 2), (("quote", "contact"), 0)])
def test_thanks_call_no_card_nameless_whose_survey_asks_for_an_address(client, intake, permits, nameless: int) -> None:
    told = Wording({"en": "Yes", "cy": "Iawn"})
    options = (Option(key="no", text=told), Option(key="yes", text=told, permits=permits))
    consent = a_question("q_use", kind="consent", codebook=None, options=options)
    survey = a_survey("asking", questions=(a_question(), consent))
    publish_survey(survey, uow=intake.desk.open_unit(), clock=intake.clock)
    pages = client.get("/s/asking"), client.post("/s/asking", data={"q_next": "Words"})
    assert [page.status_code for page in pages] == [200, 201]
    assert all("It belongs to this card alone" in page.text for page in pages)
    assert sum("your name is not on it" in page.text for page in pages) == nameless
