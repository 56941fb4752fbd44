"""Bodies as senders and relays really write them, and as nobody should."""

import json

import pytest

from services.intake.providers import xml_reading
from services.intake.providers.provider import Outcome, RawRequest
from services.intake.providers.registry import PROVIDERS
from tests.support.providers.told import only, outline, read, said

FILES = '[{ "title":"llun","comment":"","size":"12","name":"llun.png","filename":"fu_x1","ext":"png" }]'


def stripped(name: str, body: bytes) -> bytes:
    return PROVIDERS[name].stripped(RawRequest(body=body)).body


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (FILES, "llun.png"),
        (FILES.replace("[{ ", "[{").replace(" }]", "}]"), "llun.png"),
        ("[ gwell ]", "[ gwell ]"),
        ('["a"]', '["a"]'),
        ("[]", "[]"),
    ],
)
def test_files_of_limesurvey_are_told_by_the_names_that_people_gave_them(cell: str, text: str) -> None:
    body = {"survey": 1, "respondId": 2, "event": "afterSurveyComplete", "response": {"Q1": cell}}
    assert said(only(read("limesurvey", body))) == {"Q1": text}


@pytest.mark.parametrize("token", ['"cyfrinach-1"', "20260302", " 20260302.5 "])
def test_whatever_stands_as_the_token_of_limesurvey_is_not_kept(token: str) -> None:
    body = stripped("limesurvey", f'{{"survey":1,"api_token":{token},"respondId":2}}'.encode())
    assert json.loads(body) == {"survey": 1, "api_token": "", "respondId": 2}


@pytest.mark.parametrize(
    "head",
    [
        'Content-Disposition: form-data; name="webhookURL"',
        "Content-Disposition: form-data; name=webhookURL",
        'Content-Disposition: form-data; name="webhookURL"\r\nContent-Type: text/plain; charset=utf-8',
        'Content-Type: text/plain\r\ncontent-disposition: form-data; name="webhookURL"\r\nX-More: 1',
    ],
)
def test_the_address_with_our_secret_is_not_kept_however_a_relay_writes_it(head: str) -> None:
    body = f"--x\r\n{head}\r\n\r\nhttps://us.example.org/hooks/jotform/c1?secret=cyfrinach-1\r\n--x--\r\n".encode()
    assert stripped("jotform", body) == body.replace(b"https://us.example.org/hooks/jotform/c1?secret=cyfrinach-1", b"")


def test_xml_of_endless_elements_is_put_aside_before_it_fills_the_memory(monkeypatch) -> None:
    monkeypatch.setattr(xml_reading, "_MOST_ELEMENTS", 1_000)
    body = b"<data id='a'>" + b"<a/>" * 1_000 + b"</data>"
    assert outline(read("kobotoolbox", body)) == ("quarantine", "too-many-elements")


@pytest.mark.parametrize(
    ("given", "text"),
    [
        (["Ffôn", "", "Post"], "Ffôn; Post"),
        (["1 Stryd", "", "Bangor", "", "LL57", ""], "1 Stryd, Bangor, LL57"),
        (["Ann", "", "a@b.cymru", "", ""], "Ann, a@b.cymru"),
    ],
)
def test_a_gap_among_choices_makes_no_address_of_them(given: list[str], text: str) -> None:
    body = {"event": "responseFinished", "data": {"id": "r", "surveyId": "s", "finished": True, "data": {"q": given}}}
    reading = read("formbricks", body)
    assert (reading.outcome, said(only(reading))) == (Outcome.STORE, {"q": text})


def test_a_delivery_of_more_responses_than_a_worker_can_take_at_once_is_put_aside() -> None:
    rows = "".join(f"A{number},2026-03-02T09:35:31Z,x\n" for number in range(5_001))
    assert outline(read("govuk-forms", f"Reference,Submitted at,What?\n{rows}")) == ("quarantine", "too-many-responses")


def test_a_response_of_more_answers_than_any_form_asks_is_put_aside() -> None:
    body = {"id": "1", "data": {f"k{number}": "x" for number in range(5_001)}}
    assert outline(read("standard-webhooks", body)) == ("quarantine", "unstorable")
