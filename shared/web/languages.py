"""Every page is there in Welsh and in English; this decides which one is meant and keeps to it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from flask import Flask, Response, has_request_context, request
from flask_babel import Babel, get_locale

LANGUAGES: Final = {"en": "English", "cy": "Cymraeg"}
"""The languages' codes and how each calls itself."""


def install_languages(app: Flask, folders: Sequence[Path]) -> None:
    """Choose the language per request and read translations from each folder's `locale/`."""
    translations = ";".join(str(folder / "locale") for folder in folders)
    Babel(
        app,
        default_translation_directories=translations,
        default_timezone="Europe/London",
        locale_selector=choose_language,
    )
    app.url_defaults(_keep_language)
    app.after_request(_tell_language)
    app.jinja_env.globals.update(
        LANGUAGES=LANGUAGES, current_language=current_language, other_language=other_language, url_in=url_in
    )


def choose_language() -> str:
    """`?lang=` if it names one of ours, else what the browser asks for, else English."""
    if not has_request_context():
        return "en"
    asked = request.args.get("lang", "")
    if asked in LANGUAGES:
        return asked
    return request.accept_languages.best_match(LANGUAGES, default="en")


def current_language() -> str:
    """The code of the language that this answer is in: `en` or `cy`."""
    locale = get_locale()
    return "cy" if locale is not None and locale.language == "cy" else "en"


def other_language() -> str:
    """The code of the language that this answer is not in."""
    return "en" if current_language() == "cy" else "cy"


def url_in(language: str) -> str:
    """This page's own address in the given language, its other query parameters kept."""
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
    return f"{request.root_path}{request.path}?{urlencode([*kept, ('lang', language)])}"


def _keep_language(_endpoint: str, values: dict[str, Any]) -> None:
    if not has_request_context() or request.path.startswith("/api/"):
        return
    asked = request.args.get("lang", "")
    if asked in LANGUAGES:
        values.setdefault("lang", asked)


def _tell_language(response: Response) -> Response:
    if response.mimetype in {"text/html", "application/problem+json"}:
        response.headers.setdefault("Content-Language", current_language())
        response.vary.add("Accept-Language")
    return response
