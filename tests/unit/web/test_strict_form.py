"""A form's fields come through as typed, or are refused with a code; nothing is silently replaced."""

import pytest
from flask import Flask, request
from flask.testing import FlaskClient

from shared.web.strict_form import FORM_TYPE, strict_form

REFUSED = {
    "not UTF-8": (b"q=%ff", "The text is not valid UTF-8"),
    "raw bytes": (b"q=\xff", "The text is not valid UTF-8"),
    "NUL": (b"q=a%00b", "The text holds a NUL character"),
    "NUL in a name": (b"q%00=a", "The text holds a NUL character"),
    "surrogate": (b"q=%ed%a0%80", "The text is not valid UTF-8"),
    "too many": (b"&".join(b"q%d=" % n for n in range(201)), "The form has too many fields"),
}


@pytest.mark.parametrize(("body", "title"), REFUSED.values(), ids=REFUSED)
def test_refuses_with_a_page_that_says_why(browser: FlaskClient, body: bytes, title: str) -> None:
    answer = browser.post("/form", data=body, content_type=FORM_TYPE)
    assert answer.status_code == 400
    assert f"<h1>{title}</h1>" in answer.text


def test_other_content_is_415(browser: FlaskClient) -> None:
    assert browser.post("/form", data={"q": "a"}, content_type="multipart/form-data").status_code == 415


def test_keeps_what_was_typed(browser: FlaskClient) -> None:
    answer = browser.post("/form", data=b"q=%C5%B5+%F0%9F%99%82%0d%0aline&empty=", content_type=FORM_TYPE)
    assert answer.get_json() == {"q": "ŵ 🙂\r\nline", "empty": ""}


def test_works_after_something_else_parsed_the_form(site: Flask, browser: FlaskClient) -> None:
    @site.before_request
    def csrf_check() -> None:
        assert request.form["q"] == "a"

    assert browser.post("/form", data={"q": "a"}).get_json() == {"q": "a"}


def test_takes_as_many_fields_as_it_says(site: Flask) -> None:
    with site.test_request_context(method="POST", data=b"a=1&b=2", content_type=FORM_TYPE):
        assert len(strict_form(request, max_fields=2)) == 2


@pytest.mark.parametrize("path", ["/page?q=%00", "/page%00", "/api/json?q=a%00"])
def test_a_nul_in_the_address_is_400(browser: FlaskClient, path: str) -> None:
    assert browser.get(path).status_code == 400
