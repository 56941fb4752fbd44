"""Every answer carries the headers that keep a browser, a cache and a log reader safe."""

import re

import pytest
from flask import Flask, Response, request, session
from flask.testing import FlaskClient

from shared.web import static_files
from shared.web.app import WebSettings, create_app
from shared.web.security_headers import CONTENT_SECURITY_POLICY
from shared.web.static_files import AssetMissing, asset_url
from tests.unit.web.conftest import make_site


@pytest.mark.parametrize("path", ["/page", "/nope", "/api/nope", "/trouble/unforeseen"])
def test_every_answer_is_guarded(browser: FlaskClient, path: str) -> None:
    headers = browser.get(path).headers
    assert headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"
    assert "Permissions-Policy" in headers
    assert "Set-Cookie" not in headers
    assert "Strict-Transport-Security" not in headers


def test_the_policy_allows_nothing_from_elsewhere_and_nothing_inline() -> None:
    assert CONTENT_SECURITY_POLICY.startswith("default-src 'none'; ")
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert "http" not in CONTENT_SECURITY_POLICY


def test_a_view_may_set_its_own_cache_control(site: Flask, browser: FlaskClient) -> None:
    @site.get("/cached")
    def cached() -> Response:
        return Response("x", headers={"Cache-Control": "max-age=60"})

    assert browser.get("/cached").headers["Cache-Control"] == "max-age=60"


def test_over_https_browsers_are_told_to_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    secure = make_site(https_only=True)
    assert "max-age=" in secure.test_client().get("/page").headers["Strict-Transport-Security"]
    assert secure.config["SESSION_COOKIE_SECURE"]


def test_a_correlation_id_is_taken_up_or_made(browser: FlaskClient) -> None:
    given = browser.get("/page", headers={"X-Correlation-ID": "abc-1"}).headers["X-Correlation-ID"]
    assert given == "abc-1"
    made = {browser.get("/page", headers={"X-Correlation-ID": "<x>"}).headers["X-Correlation-ID"] for _ in range(2)}
    assert len(made) == 2
    assert "<x>" not in made


@pytest.mark.parametrize(("proxies", "address"), [(0, "127.0.0.1"), (1, "198.51.100.7")])
def test_only_a_trusted_proxy_says_who_calls(proxies: int, address: str) -> None:
    app = make_site(trusted_proxies=proxies)
    app.add_url_rule("/who", view_func=lambda: request.remote_addr)
    headers = {"X-Forwarded-For": "203.0.113.1, 198.51.100.7"}
    assert app.test_client().get("/who", headers=headers).text == address


def test_a_session_is_kept_in_a_guarded_cookie_once_a_page_begins_one(site: Flask, browser: FlaskClient) -> None:
    @site.get("/begin")
    def begin() -> str:
        session["n"] = session.get("n", 0) + 1
        return str(session["n"])

    first = browser.get("/begin")
    assert (first.text, browser.get("/begin").text) == ("1", "2")
    assert "HttpOnly" in first.headers["Set-Cookie"]
    assert "SameSite=Lax" in first.headers["Set-Cookie"]


def test_settings_do_not_show_the_secret() -> None:
    assert "hidden" not in repr(WebSettings(secret_key="hidden"))


def test_the_style_sheet_is_cached_for_ever_and_sent_small(browser: FlaskClient) -> None:
    answer = browser.get(asset_url("adborth.css"), headers={"Accept-Encoding": "br"}, buffered=True)
    assert re.fullmatch(r"/static/adborth\.[0-9a-f]{12}\.css", asset_url("adborth.css"))
    assert answer.headers["Content-Encoding"] == "br"
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert len(answer.data) < 8_000


def test_the_style_sheet_asks_for_nothing_else(browser: FlaskClient) -> None:
    sheet = browser.get(asset_url("adborth.css"), buffered=True).text
    assert "url(" not in sheet
    assert "@import" not in sheet
    assert "Frutiger" not in sheet


def test_what_is_not_built_is_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(AssetMissing, match="nowhere.css"):
        asset_url("nowhere.css")
    monkeypatch.setattr(static_files, "BUILT", static_files.BUILT / "nowhere")
    static_files._manifest.cache_clear()
    with pytest.raises(AssetMissing, match="make setup"):
        create_app("services", WebSettings(secret_key="k"))
    static_files._manifest.cache_clear()
