"""The API stores what is sent exactly once, and says what is wrong with everything else."""

import json
import uuid

import pytest

from services.intake.application.close_survey import close_survey
from tests.integration.intake.kept import answers_in, promises_in

PATH = "/api/v1/surveys/card/responses"


def body(text: str = "More time", **changed) -> dict[str, object]:
    return {"id": str(uuid.uuid4()), "language": "en", "answers": {"q_next": text}} | changed


def test_a_response_is_stored_before_it_is_answered(client, intake) -> None:
    sent = body("Mwy o amser 🎈\r\n")
    answer = client.post(PATH, json=sent)
    assert (answer.status_code, answer.json["id"]) == (201, sent["id"])
    assert len(answer.json["receipt"]) == 16
    assert answers_in(intake) == [{"q_next": "Mwy o amser 🎈\r\n"}]
    assert promises_in(intake) == 1
    again = client.post(PATH, json=sent)
    assert (again.status_code, again.json) == (200, answer.json)
    assert promises_in(intake) == 1


def test_other_content_under_the_same_id_is_a_conflict(client, intake) -> None:
    sent = body()
    client.post(PATH, json=sent)
    answer = client.post(PATH, json=sent | {"answers": {"q_next": "Other"}})
    assert (answer.status_code, answer.json["code"]) == (409, "id-conflict")
    assert answers_in(intake) == [{"q_next": "More time"}]


WRONG_FIELDS = [
    (body(answers={"q_zzz": "x"}), "answers.q_zzz"),
    (body(answers={"q_next": 1}), "answers.q_next"),
    (body(answers={"q_next": None}), "answers.q_next"),
    (body(answers={"q_next": ["x", "y"]}), "answers.q_next"),
    (body(answers={"q_next": ["x", 1]}), "answers.q_next"),
    (body(answers={"q_next": {"x": 1}}), "answers.q_next"),
    (body(version="one"), "version"),
    (body(filled_at="yesterday"), "filled_at"),
    (body(filled_at="0001-01-01T00:00:00+14:00"), "filled_at"),
    (body(filled_at="9999-12-31T23:59:59-14:00"), "filled_at"),
    (body(filled_at="2026-11-22T12:00:00"), "filled_at"),
    (body(version=-1), "version"),
    (body(version=10**9 + 1), "version"),
    (body(answers={"q_next": "x" * 10_001}), "answers.q_next"),
    (body(answers={}), "answers"),
    (body(answers={"q_next": " "}), "answers"),
    (body(answers="x"), "answers"),
    (body(id="seven"), "id"),
    (body(id=None), "id"),
    (body(language="fr"), "language"),
    (body(language=7), "language"),
    (body(colour="red"), "colour"),
    ({"id": str(uuid.uuid4())}, "answers"),
    ([], ""),
    ("text", ""),
]


@pytest.mark.parametrize(("sent", "field"), WRONG_FIELDS)
def test_a_wrong_field_is_named_and_nothing_stored(client, intake, sent, field: str) -> None:
    answer = client.post(PATH, json=sent)
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    assert [error["field"] for error in answer.json["errors"]] == [field]
    assert answers_in(intake) == []


ID = uuid.uuid4()
RAW = [
    (b"", 400, "empty-body"),
    (b"{", 400, "invalid-json"),
    (b'{"answers": {"q_next": "caf\xe9"}}', 400, "invalid-encoding"),
    (b'{"answers": {"q_next": "a\\u0000b"}}', 400, "nul-character"),
    (b'{"answers": {"q_next": "\\ud83d"}}', 400, "lone-surrogate"),
    (b'{"answers": {"q_next": NaN}}', 400, "number-out-of-range"),
    (b'{"answers": {}, "answers": {}}', 400, "duplicate-key"),
    (b"[" * 10_000 + b"]" * 10_000, 400, "nested-too-deeply"),
    (json.dumps({"answers": {"q_next": "x" * 262_144}}).encode(), 413, "too-large"),
]


@pytest.mark.parametrize(("sent", "status", "code"), RAW, ids=[code for _, _, code in RAW])
def test_a_body_that_can_not_be_read_says_why(client, intake, sent: bytes, status: int, code: str) -> None:
    answer = client.post(PATH, data=sent, content_type="application/json")
    assert (answer.status_code, answer.json["code"]) == (status, code)
    assert answers_in(intake) == []


def test_other_content_types_and_methods_are_refused(client) -> None:
    assert client.post(PATH, data="q_next=x").status_code == 415
    assert client.get(PATH).status_code == 405


def test_an_unknown_survey_is_404(client) -> None:
    answer = client.post("/api/v1/surveys/nowhere/responses", json=body())
    assert (answer.status_code, answer.json["code"]) == (404, "survey-not-found")
    assert client.get("/api/v1/surveys/nowhere").status_code == 404


def test_a_closed_survey_is_410_with_the_organisers_words(client, intake, clock) -> None:
    close_survey("card", uow=intake.desk.open_unit(), clock=clock)
    for answer in (client.post(PATH, json=body()), client.get("/api/v1/surveys/card")):
        assert (answer.status_code, answer.json["message"]) == (410, "We are reading.")
    assert client.get("/api/v1/surveys").json == {"items": [], "next": None}


def test_open_surveys_are_listed_in_the_language_asked_for(client) -> None:
    [listed] = client.get("/api/v1/surveys?lang=cy").json["items"]
    assert (listed["slug"], listed["title"], listed["language"]) == ("card", "Cerdyn", "cy")
    assert listed["url"] == "/s/card"
    [listed] = client.get("/api/v1/surveys?unknown=x").json["items"]
    assert listed["title"] == "A card"


def test_a_survey_shows_its_questions_and_limits(client) -> None:
    shown = client.get("/api/v1/surveys/card").json
    assert [(q["key"], q["type"], q["max_length"]) for q in shown["questions"]] == [
        ("q_next", "long_text", 10_000),
        ("q_role", "short_text", 200),
    ]


def test_the_document_describes_the_way_in_and_its_errors(client) -> None:
    document = client.get("/api/v1/intake/openapi.json").json
    assert document["openapi"].startswith("3.1")
    answers = document["paths"]["/api/v1/surveys/{slug}/responses"]["post"]["responses"]
    assert {"200", "201", "400", "404", "409", "410", "413", "503"} <= set(answers)
    assert client.get("/api/v1/intake/docs").status_code == 200
    assert client.get("/health/ready").json["status"] == "ok"
