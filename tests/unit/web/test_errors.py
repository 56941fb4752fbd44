"""Whatever goes wrong, a person gets a page and a program gets problem+json, with the same status and what to do."""

from io import BytesIO

import pytest
import structlog
from flask import Flask
from flask.testing import FlaskClient
from structlog.testing import capture_logs

from shared.web.problems import Problem, problems_of, register_problems
from shared.web.standard_problems import CODE_OF_STATUS, STANDARD


def test_a_closed_survey_shows_the_organisers_words_in_both_languages(browser: FlaskClient) -> None:
    english, welsh = browser.get("/trouble/closed"), browser.get("/trouble/closed?lang=cy")
    assert (english.status_code, welsh.status_code) == (410, 410)
    assert "<h1>This is closed</h1>" in english.text
    assert '<html lang="cy">' in welsh.text
    assert "<h1>Mae hwn wedi cau</h1>" in welsh.text
    for page in (english, welsh):
        assert "We have all we need.</p>" in page.text
        assert "Diolch!</p>" in page.text
        assert "Ask about journey." in page.text


def test_a_program_gets_the_same_as_problem_json(browser: FlaskClient) -> None:
    answer = browser.get("/api/trouble/closed", headers={"X-Correlation-ID": "abc-123"})
    assert answer.status_code == 410
    assert answer.content_type == "application/problem+json"
    assert answer.get_json(force=True) == {
        "type": "/problems/survey-closed",
        "title": "This is closed",
        "status": 410,
        "detail": "We have all we need.\n\nDiolch! Ask about journey.",
        "code": "survey-closed",
        "correlation_id": "abc-123",
        "message": "We have all we need.\n\nDiolch!",
    }


def test_wrong_fields_are_named(browser: FlaskClient) -> None:
    told = browser.get("/api/trouble/unknown").get_json(force=True)
    assert told["errors"] == [{"field": "answers.q_x", "message": "There is no such question"}]
    assert "answers.q_x: There is no such question" in told["detail"]
    assert "<strong>answers.q_x</strong>: There is no such question" in browser.get("/trouble/unknown").text


@pytest.mark.parametrize("path", ["/nope", "/api/nope", "/static/nope.css"])
def test_an_unknown_address_is_404(browser: FlaskClient, path: str) -> None:
    answer = browser.get(path)
    assert answer.status_code == 404
    assert "Check the address." in answer.text


@pytest.mark.parametrize("path", ["/form", "/api/json"])
def test_a_wrong_method_is_405_and_says_which_are_right(browser: FlaskClient, path: str) -> None:
    answer = browser.delete(path)
    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"OPTIONS", "POST"}


@pytest.mark.parametrize("path", ["/form", "/api/json"])
def test_an_oversize_body_is_413(browser: FlaskClient, path: str) -> None:
    kind = "application/json" if path.startswith("/api") else "application/x-www-form-urlencoded"
    answer = browser.post(path, data=b"a" * 6000, content_type=kind)
    assert answer.status_code == 413
    assert "Send less text" in answer.text


@pytest.mark.parametrize("path", ["/form", "/api/json"])
def test_an_oversize_body_in_chunks_is_413_and_not_cut_off(browser: FlaskClient, path: str) -> None:
    kind = "application/json" if path.startswith("/api") else "application/x-www-form-urlencoded"
    chunked = {"wsgi.input_terminated": True, "wsgi.input": BytesIO(b"a" * 6000), "HTTP_TRANSFER_ENCODING": "chunked"}
    answer = browser.post(path, content_type=kind, environ_overrides=chunked)
    assert answer.status_code == 413


@pytest.mark.parametrize("kind", ["unforeseen", "unregistered"])
def test_the_unforeseen_is_500_and_tells_nothing(browser: FlaskClient, kind: str) -> None:
    structlog.reset_defaults()
    with capture_logs() as logs:
        page, told = browser.get(f"/trouble/{kind}"), browser.get(f"/api/trouble/{kind}")
    assert (page.status_code, told.status_code) == (500, 500)
    assert "Reference: " in page.text
    assert told.get_json(force=True)["code"] == "internal-error"
    assert "secret" not in page.text + told.text + str(logs)
    if kind == "unforeseen":
        assert [log["error"] for log in logs] == ["ZeroDivisionError"] * 2


def test_a_full_disk_is_503_with_a_time_to_come_back(browser: FlaskClient) -> None:
    answer = browser.get("/api/trouble/disk")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert "Nothing was stored." in answer.get_json(force=True)["detail"]


def test_one_code_cannot_mean_two_things(site: Flask) -> None:
    with pytest.raises(ValueError, match="survey-closed"):
        register_problems(site, {"survey-closed": Problem(400, "Other", "Other")})


def test_every_standard_problem_can_be_told(site: Flask, browser: FlaskClient) -> None:
    assert set(CODE_OF_STATUS.values()) <= set(STANDARD) <= set(problems_of(site))
    assert all(STANDARD[code].status == status for status, code in CODE_OF_STATUS.items())
    with site.test_request_context():
        for problem in STANDARD.values():
            assert str(problem.title) % {}
            assert str(problem.what_to_do)
