"""Welsh and English are chosen the same way everywhere, and a choice once made is kept."""

from pathlib import Path

import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient
from flask_babel import ngettext

from shared.web.languages import choose_language, current_language, other_language, url_in


@pytest.mark.parametrize(
    ("query", "accepts", "language"),
    [
        ("", "", "en"),
        ("", "cy", "cy"),
        ("", "cy-GB,cy;q=0.9,en;q=0.5", "cy"),
        ("", "en-GB,en;q=0.9,cy;q=0.5", "en"),
        ("", "fr,de;q=0.5", "en"),
        ("?lang=cy", "en", "cy"),
        ("?lang=en", "cy", "en"),
        ("?lang=fr", "cy", "cy"),
        ("?lang=%3Cscript%3E", "", "en"),
    ],
)
def test_the_query_wins_then_the_browser_then_english(site: Flask, query: str, accepts: str, language: str) -> None:
    with site.test_request_context(f"/page{query}", headers={"Accept-Language": accepts}):
        assert choose_language() == current_language() == language
        assert other_language() != language


def test_every_page_links_to_itself_in_the_other_language(browser: FlaskClient) -> None:
    link = '<a class="ad-language" href="/nope?q=a+b%26&amp;lang={0}" lang="{0}" hreflang="{0}">{1}</a>'
    assert link.format("cy", "Cymraeg") in browser.get("/nope?q=a+b%26").text
    assert link.format("en", "English") in browser.get("/nope?q=a+b%26&lang=cy").text


def test_answers_say_their_language(browser: FlaskClient) -> None:
    for path in ("/nope", "/api/nope", "/page"):
        answer = browser.get(path, headers={"Accept-Language": "cy"})
        assert answer.headers["Content-Language"] == "cy"
        assert "Accept-Language" in answer.vary


def test_addresses_keep_a_language_that_was_asked_for(site: Flask) -> None:
    with site.test_request_context("/page?lang=cy"):
        assert url_for("page") == "/page?lang=cy"
        assert url_for("page", lang="en") == "/page?lang=en"
        assert url_in("en") == "/page?lang=en"
    with site.test_request_context("/page", headers={"Accept-Language": "cy"}):
        assert url_for("page") == "/page"
    with site.test_request_context("/api/json?lang=cy"):
        assert url_for("page") == "/page"


def test_outside_a_request_english_is_spoken(site: Flask) -> None:
    with site.app_context():
        assert choose_language() == "en"


@pytest.mark.parametrize("n", [0, 1, 2, 3, 6, 100])
def test_welsh_has_all_its_plurals(site: Flask, n: int) -> None:
    with site.test_request_context("/page?lang=cy"):
        told = ngettext(
            "You can enter up to %(limit)s character", "You can enter up to %(limit)s characters", n, limit=n
        )
    assert told == f"Gallwch roi hyd at {n} nod"


def test_a_service_brings_its_own_texts(site: Flask) -> None:
    folders = site.extensions["babel"].translation_directories
    assert Path(folders[0]).parts[-2:] == ("services", "locale")
    assert Path(folders[-1]).parts[-3:] == ("shared", "web", "locale")
