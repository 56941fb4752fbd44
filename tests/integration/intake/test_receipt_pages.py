"""The pages of a receipt: what they show, what they never tell, and taking a card back without JavaScript."""

import re
import sqlite3
import uuid
from html import unescape
from types import SimpleNamespace
from xml.etree import ElementTree as ET

import pytest
from sqlalchemy import event

from services.intake.application.close_survey import close_survey
from services.intake.application.publish_survey import publish_survey
from services.intake.domain.question_types.question_type import Option
from services.intake.domain.wording import Wording
from shared.contracts.coded_answers import AnswerCoded, CodingMade
from shared.contracts.messages import ResponseCoded
from shared.web.security_headers import CONTENT_SECURITY_POLICY
from tests.integration.intake.kept import answers_in
from tests.support.fakes_intake import NOON
from tests.support.fakes_receipts import RECEIPTS
from tests.support.surveys import a_question, a_survey

# Not inside a card's id, which may hold four groups of figures too.
RECEIPT = re.compile(r"(?<!\w)[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z](?!\w)")
EITHER = Wording({"en": "Elsewhere", "cy": "Rhywle arall"})
WORDS = "We never have time & <b>space</b>"
NETWORK = {"REMOTE_ADDR": "2001:db8:1:2::1"}
NOBODYS = [RECEIPTS.code_for(f"nobody's {number}") for number in range(30)]


@pytest.fixture
def receipt(client) -> str:
    page = client.post("/s/card?lang=en", data={"id": str(uuid.uuid4()), "q_next": WORDS, "q_role": "nurse"})
    return RECEIPT.search(page.text)[0]


def tell_coded(intake, receipt: str, *codes: tuple[str, str], codebook: str = "improvement") -> None:
    with intake.open_unit() as unit:
        card = unit.sent_cards.find(RECEIPTS.key_for(receipt))
    codings = tuple(CodingMade(code=code, theme=theme, confidence=0.9, spans=((9, 18),)) for theme, code in codes)
    news = ResponseCoded(
        team_id="default",
        survey="card",
        survey_version=1,
        response_id=card.id,
        received_at=NOON,
        language="en",
        revision=1,
        answers=(
            AnswerCoded(question="q_next", text=WORDS, codebook=codebook, codings=codings),
            AnswerCoded(question="q_role", text="nurse"),
        ),
    )
    with intake.open_unit() as unit:
        intake.consumer._handle([_message(news)], unit)
        unit.commit()


def _message(content):
    return SimpleNamespace(content=content)


def test_the_thanks_lead_to_the_card_by_code_link_and_picture(client, receipt) -> None:
    page = client.post("/s/card?lang=cy", data={"id": str(uuid.uuid4()), "q_next": "a"})
    code = RECEIPT.search(page.text)[0]
    assert f'<img src="/r/{code}/qr.svg?lang=cy" alt="Cod QR' in page.text
    assert f'<a href="/r/{code}?lang=cy">' in page.text
    assert "localhost/r" in page.text
    assert client.get(f"/r/{code}?lang=cy").status_code == 200


def test_a_card_waits_until_it_is_coded(client, intake, receipt) -> None:
    page = client.get(f"/r/{receipt}?lang=en")
    assert page.status_code == 200
    for told in ("A card", receipt, "22 November 2026, 12:00", "English", "Waiting", "What's next?", "nurse"):
        assert told in unescape(page.text)
    assert WORDS in unescape(page.text)
    assert "Nothing of this survey has been published yet." in page.text
    assert "<mark>" not in page.text
    tell_coded(intake, receipt, ("conditions", "time_and_space"))
    page = client.get(f"/r/{receipt}?lang=en")
    assert "A computer model read your card" in page.text
    assert re.search(r"Conditions – <strong>Time and space</strong>", page.text)
    assert "never <mark>have time</mark> &amp; &lt;b&gt;" in page.text
    assert "<b>space" not in page.text
    assert "No code fitted" not in page.text


def test_what_was_chosen_is_shown_by_its_label_and_what_the_address_said_beside_it(client, intake, clock) -> None:
    options = (Option(key="ward", text=Wording({"en": "On a ward", "cy": "Ar ward"})), Option(key="x", text=EITHER))
    place = a_question("q_place", kind="one_choice", codebook=None, options=options, attribute=True)
    event_ = a_question("event", kind="hidden", codebook=None, text=Wording({}))
    survey = a_survey("places", questions=(place, event_))
    publish_survey(survey, uow=intake.desk.open_unit(), clock=clock)
    sent = {"id": str(uuid.uuid4()), "language": "cy", "answers": {"q_place": "ward", "event": "spring"}}
    receipt = client.post("/api/v1/surveys/places/responses", json=sent).json["receipt"]
    page = client.get(f"/r/{receipt}?lang=en")
    assert '<blockquote dir="auto" lang="cy">Ar ward</blockquote>' in page.text
    assert "<li>event: spring</li>" in page.text
    assert "q_place:" not in page.text


def test_codes_are_told_in_the_readers_language_and_the_card_in_its_own(client, intake, receipt) -> None:
    tell_coded(intake, receipt, ("conditions", "time_and_space"))
    page = client.get(f"/r/{receipt}?lang=cy")
    assert (page.headers["Content-Language"], "Amodau – <strong>Amser a lle</strong>" in page.text) == ("cy", True)
    assert '<h3 lang="en">What&#39;s next?</h3>' in page.text
    assert '<blockquote dir="auto" lang="en">' in page.text
    assert '<html lang="cy">' in page.text


def test_no_code_and_a_codebook_that_does_not_come_with_adborth(client, intake, receipt) -> None:
    tell_coded(intake, receipt)
    page = client.get(f"/r/{receipt}?lang=en")
    assert page.text.count("No code fitted this answer.") == 1


def test_codes_of_a_teams_own_codebook_are_told_in_words(client, intake, receipt) -> None:
    tell_coded(intake, receipt, ("our_theme", "our_own_code"), codebook="ours")
    assert "Our theme – <strong>Our own code</strong>" in client.get(f"/r/{receipt}?lang=en").text


def test_a_card_is_taken_back_after_a_question_and_shows_no_words_any_more(client, intake, receipt) -> None:
    tell_coded(intake, receipt, ("conditions", "time_and_space"))
    question = client.get(f"/r/{receipt}/withdraw?lang=en")
    assert (question.status_code, "Yes, take my card back" in question.text) == (200, True)
    assert answers_in(intake) != [{}]
    action = unescape(re.search(r'<form method="post" action="([^"]+)"', question.text)[1])
    for _ in range(2):
        done = client.post(action)
        assert (done.status_code, done.headers["Location"]) == (303, f"/r/{receipt}?lang=en")
    assert answers_in(intake) == [{}]
    page = client.get(done.headers["Location"])
    assert (page.status_code, "You took this card back." in page.text) == (200, True)
    for gone in ("never", "nurse", "Time and space", "Take this card back", "<mark>"):
        assert gone not in page.text
    assert client.get(f"/r/{receipt}/withdraw").status_code == 303


def test_a_card_can_be_taken_back_after_the_survey_has_closed(client, intake, clock, receipt) -> None:
    close_survey("card", uow=intake.desk.open_unit(), clock=clock)
    assert client.post(f"/r/{receipt}/withdraw").status_code == 303
    assert answers_in(intake) == [{}]


def test_a_typed_receipt_leads_to_its_page_however_it_is_written(client, receipt) -> None:
    assert client.get("/r").status_code == client.get("/r/").status_code == 200
    done = client.post("/r?lang=cy", data={"code": f" {receipt.lower().replace('-', ' ')} "})
    assert (done.status_code, done.headers["Location"]) == (303, f"/r/{receipt}?lang=cy")
    assert receipt in client.get(f"/r/{receipt.lower().replace('-', '')}").text


def test_a_typing_error_is_told_from_an_unknown_code(client, receipt) -> None:
    typed = client.post("/r?lang=en", data={"code": '"><b>'})
    assert (typed.status_code, "This code has a typing error." in typed.text) == (400, True)
    assert 'value="&#34;&gt;&lt;b&gt;"' in typed.text
    assert client.post("/r?lang=en", data={"other": "x"}).status_code == 400
    assert client.post("/r", json={"code": receipt}).status_code == 415
    wrong = receipt[:-1] + ("0" if receipt[-1] != "0" else "1")
    for path in (f"/r/{wrong}?lang=en", f"/r/{wrong}/withdraw?lang=en", f"/r/{wrong}/qr.svg?lang=en"):
        page = client.get(path)
        assert (page.status_code, "This code has a typing error." in page.text) == (404, True)
    unknown = client.get(f"/r/{NOBODYS[0]}?lang=en")
    assert (unknown.status_code, "There is no card with this code." in unknown.text) == (404, True)
    assert client.post(f"/r/{NOBODYS[1]}/withdraw").status_code == 404


def test_the_language_changes_and_the_code_stays(client, receipt) -> None:
    page = client.post("/r?lang=cy", data={"code": "ABC", "change_language": "cy"})
    assert (page.status_code, page.headers["Content-Language"], 'value="ABC"' in page.text) == (200, "cy", True)
    wrong = client.get("/r/ABC?lang=en")
    assert 'href="/r/ABC?lang=cy"' in wrong.text
    assert "change_language" not in wrong.text


def test_the_picture_tells_nothing_and_asks_nobody(client, intake, receipt) -> None:
    said: list[str] = []
    event.listen(intake.database.engine, "before_cursor_execute", lambda *told: said.append(told[2]))
    for code in (receipt, NOBODYS[0]):
        picture = client.get(f"/r/{code}/qr.svg")
        assert (picture.status_code, picture.mimetype) == (200, "image/svg+xml")
        drawn = ET.fromstring(picture.text)
        assert drawn.tag.endswith("svg")
        assert "viewBox" in drawn.attrib
        assert not re.search(r"style|script|onload", picture.text)
    assert said == []


def test_twenty_wrong_codes_make_the_next_wrong_one_wait(client, receipt, clock) -> None:
    for code in NOBODYS[:20]:
        assert client.get(f"/r/{code}").status_code == 404
    refused = client.get(f"/r/{NOBODYS[20]}?lang=cy")
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "30")
    assert "Gormod o godau anghywir" in refused.text
    assert client.post(f"/r/{NOBODYS[21]}/withdraw").status_code == 429
    assert client.get(f"/r/{receipt}").status_code == 200
    for elsewhere in ("203.0.113.9", "2001:db8::1"):
        assert client.get(f"/r/{NOBODYS[20]}", environ_base={"REMOTE_ADDR": elsewhere}).status_code == 404
    clock.move(seconds=30)
    assert client.get(f"/r/{NOBODYS[20]}").status_code == 404


def test_guessing_on_and_on_closes_the_door_for_that_address(client, receipt) -> None:
    told = [client.get(f"/r/{NOBODYS[number % 30]}", environ_base=NETWORK).status_code for number in range(201)]
    assert [told.count(404), told.count(429)] == [20, 181]
    neighbour = {"REMOTE_ADDR": "2001:db8:1:2::ffff"}
    assert client.get(f"/r/{receipt}", environ_base=neighbour).status_code == 429
    assert client.get(f"/r/{receipt}").status_code == 200


def test_unknown_and_withdrawn_codes_cost_the_database_the_same(client, intake, receipt) -> None:
    client.post(f"/r/{receipt}/withdraw")
    said: list[str] = []
    event.listen(intake.database.engine, "before_cursor_execute", lambda *told: said.append(told[2]))
    counts = []
    for code in (receipt, NOBODYS[0]):
        said.clear()
        client.get(f"/r/{code}")
        counts.append(list(said))
    assert counts[0] == counts[1]


PAGES = ["/r", "/r/{receipt}", "/r/{receipt}/withdraw", "/r/{receipt}/qr.svg", "/r/{unknown}", "/r/ABC"]


@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_kept_indexed_or_told_to_others(client, receipt, path: str) -> None:
    answer = client.get(path.format(receipt=receipt, unknown=NOBODYS[0]))
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert answer.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert "Set-Cookie" not in answer.headers
    assert not re.search(r"<script(?! src)| style=| on\w+=", answer.text)


def test_a_database_that_is_away_is_told_as_what_it_means_here(client, intake, receipt, monkeypatch) -> None:
    intake.database.engine.dispose()
    monkeypatch.setattr(intake.database.engine.pool, "_creator", _refuse)
    page = client.get(f"/r/{receipt}?lang=en")
    assert (page.status_code, page.headers["Retry-After"]) == (503, "5")
    assert "Cards can&#39;t be looked up right now" in page.text


def _refuse(*_):
    raise sqlite3.OperationalError("unable to open database file")
