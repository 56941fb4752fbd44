"""Lets files be worded in a language of their own, inside a request and without one."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from flask import Flask, has_app_context
from flask_babel import force_locale

from shared.web.languages import install_languages

_REPORTS = Path(__file__).parents[1]


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Everything inside is said in this language."""
    if has_app_context():
        with force_locale(language):
            yield
        return
    with _speaker().app_context(), force_locale(language):
        yield


@cache
def _speaker() -> Flask:
    """An application that answers nothing: commands have words and no request."""
    app = Flask(__name__, static_folder=None)
    install_languages(app, [_REPORTS])
    return app
