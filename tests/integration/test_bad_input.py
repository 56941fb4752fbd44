"""Bad input over a real connection: a clear error that says what to do, nothing stored, nothing lost."""

import contextlib
import json
import socket
import uuid
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests

from tests.support.system.client import SURVEY
from tests.support.system.one_process import OneProcess

LIMIT = 256 * 1024
WORDS = {"en": "Thank you, we have read every card.", "cy": "Diolch, rydym wedi darllen pob cerdyn."}


@pytest.fixture(scope="module")
def system(tmp_path_factory) -> Iterator[OneProcess]:
    with OneProcess(tmp_path_factory.mktemp("bad"), measured=True) as made:
        yield made.start()


@pytest.fixture(autouse=True)
def _nothing_is_stored(system) -> Iterator[None]:
    before = len(system.ledgers.submissions())
    yield
    assert len(system.ledgers.submissions()) == before


def body(**changes: Any) -> dict[str, Any]:
    return {"id": str(uuid.uuid4()), "language": "en", "answers": {"q_next": "x"}} | changes


def send(system: OneProcess, data: bytes, kind: str = "application/json", survey: str = SURVEY) -> requests.Response:
    address = f"{system.client.intake}/api/v1/surveys/{survey}/responses"
    return requests.post(address, data=data, headers={"Content-Type": kind}, timeout=20)


def post_form(system: OneProcess, fields: Any, survey: str = SURVEY) -> requests.Response:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    return requests.post(f"{system.client.intake}/s/{survey}", data=fields, headers=headers, timeout=20)


@pytest.mark.parametrize(
    ("data", "status", "named"),
    [
        (b"", 400, ""),
        (b"{", 400, ""),
        (b"[]", 400, ""),
        (b'{"id": "\xff"}', 400, "UTF-8"),
        (json.dumps(body(answers={"q_next": "a\x00b"})).encode(), 400, ""),
        (json.dumps(body(answers={"q_next": "\ud800"})).encode(), 400, ""),
        (json.dumps(body(answers={"q_next": 5})).encode(), 400, "q_next"),
        (json.dumps(body(answers=[])).encode(), 400, "answers"),
        (json.dumps(body(answers={})).encode(), 400, ""),
        (json.dumps(body(answers={"q_next": "   "})).encode(), 400, ""),
        (json.dumps(body(answers={"q_nobody_asked": "x"})).encode(), 400, "q_nobody_asked"),
        (json.dumps(body(answers={"q_next": "x" * 10_001})).encode(), 400, "q_next"),
        (json.dumps(body(id="not a uuid")).encode(), 400, "id"),
        (json.dumps(body(language="fr")).encode(), 400, "language"),
        (json.dumps(body(surprise=1)).encode(), 400, "surprise"),
        (b'{"id": NaN}', 400, ""),
        (b"[" * 10_000, 400, ""),
        (b'{"id": "' + b"x" * LIMIT + b'"}', 413, ""),
    ],
    ids=(
        "empty,cut,list,not UTF-8,NUL,lone surrogate,number,answers a list,no answers,blank,unknown question,"
        "answer too long,id,language,unknown field,NaN,deep,oversized"
    ).split(","),
)
def test_the_api_names_what_is_wrong(system, data, status, named):
    answer = send(system, data)
    problem = answer.json()
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert named in json.dumps(problem, ensure_ascii=False)
    assert problem["detail"]
    assert problem["code"]


def test_another_content_type_is_refused(system):
    assert send(system, b"<x/>", "application/xml").status_code == 415


def test_an_unknown_survey_is_not_found(system):
    assert send(system, json.dumps(body()).encode(), survey="nobody-knows").status_code == 404
    page = post_form(system, {"id": str(uuid.uuid4()), "q_next": "x"}, survey="nobody-knows")
    assert page.status_code == 404
    assert "<html" in page.text


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        (b"q_next=%00", 400),
        (b"q_next=%FF%FE", 400),
        (b"q_next=", 400),
        (b"q_nobody_asked=x", 400),
        (b"q_next=" + b"x" * LIMIT, 413),
        (b"q_next=" + b"x" * 10_001, 400),
    ],
    ids=["NUL", "not UTF-8", "empty", "unknown question", "oversized", "answer too long"],
)
def test_the_form_says_what_is_wrong_on_a_page(system, fields, status):
    page = post_form(system, b"id=" + str(uuid.uuid4()).encode() + b"&" + fields)
    assert page.status_code == status
    assert "<h1" in page.text


def test_what_was_typed_comes_back_with_the_error(system):
    typed = "a word that must not be lost"
    page = post_form(system, {"id": str(uuid.uuid4()), "q_journey": typed, "q_next": "x" * 10_001})
    assert page.status_code == 400
    assert typed in page.text
    assert 'href="#q_next"' in page.text


@pytest.mark.parametrize("chunks", [3, 40], ids=["within the limit", "over it"])
def test_a_body_without_a_length_is_read_whole_or_refused(system, chunks):
    # Unreadable as JSON either way: within the limit that is what is said, over it that it is too large.
    address = urlsplit(system.client.intake)
    with socket.create_connection((address.hostname, address.port), timeout=20) as connection:
        connection.sendall(
            f"POST /api/v1/surveys/{SURVEY}/responses HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
            "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
        )
        chunk = b"[" * 10_000
        # A server that has heard enough answers and hangs up, maybe while the rest is still on its way.
        with contextlib.suppress(ConnectionError):
            for _ in range(chunks):
                connection.sendall(b"%x\r\n%s\r\n" % (len(chunk), chunk))
            connection.sendall(b"0\r\n\r\n")
        status = connection.recv(64).split()[1]
    assert status == (b"400" if chunks == 3 else b"413")


def test_a_closed_survey_answers_with_the_organisers_words(system, tmp_path):
    survey = tmp_path / "closing.yaml"
    survey.write_text(
        "slug: closing\nlanguages: [en, cy]\n"
        "title: {en: Closing, cy: Cau}\n"
        f"closed_message: {json.dumps(WORDS, ensure_ascii=False)}\n"
        "questions:\n"
        "  - {key: q_any, type: long_text, text: {en: 'Anything?', cy: 'Unrhyw beth?'}}\n",
        encoding="utf-8",
    )
    system.run("survey", "publish", survey)
    address = f"{system.client.intake}/s/closing"
    assert requests.get(address, timeout=20).status_code == 200
    system.run("survey", "close", "closing")
    for language, words in WORDS.items():
        shown = requests.get(f"{address}?lang={language}", timeout=20)
        refused = post_form(system, {"id": str(uuid.uuid4()), "q_any": "late"}, survey=f"closing?lang={language}")
        assert (shown.status_code, refused.status_code) == (410, 410)
        assert words in shown.text
        assert words in refused.text
    answer = send(system, json.dumps(body(answers={"q_any": "late"})).encode(), survey="closing")
    assert answer.status_code == 410
    assert answer.json()["code"] == "survey-closed"


def test_after_all_that_it_is_still_ready(system):
    assert requests.get(f"{system.client.intake}/health/ready", timeout=20).status_code == 200
