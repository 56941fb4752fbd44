"""An application made as the services make theirs, with a few routes that meet every kind of trouble."""

from collections.abc import Callable

import pytest
from flask import Flask, Response, request
from flask.testing import FlaskClient
from flask_babel import lazy_gettext as _l

from shared.contracts.errors import CodedError
from shared.web.app import WebSettings, create_app
from shared.web.errors import unavailable_on
from shared.web.problems import Problem, register_problems
from shared.web.strict_form import strict_form
from shared.web.strict_json import read_json


class SurveyClosed(CodedError):
    code = "survey-closed"


class UnknownQuestions(CodedError):
    code = "unknown-questions"


class Unregistered(CodedError):
    code = "never-registered"


class DiskFull(Exception):
    pass


TROUBLES: dict[str, Callable[[], Exception]] = {
    "closed": lambda: SurveyClosed(message="We have all we need.\n\nDiolch!", slug="journey"),
    "unknown": lambda: UnknownQuestions(errors=[{"field": "answers.q_x", "message": "There is no such question"}]),
    "unregistered": Unregistered,
    "unforeseen": lambda: ZeroDivisionError("a secret <answer>"),
    "disk": DiskFull,
}


def add_routes(app: Flask) -> None:
    def trouble(kind: str) -> Response:
        raise TROUBLES[kind]()

    def page() -> Response:
        return Response("<p>hello</p>", mimetype="text/html")

    app.add_url_rule("/page", view_func=page)
    app.add_url_rule("/trouble/<kind>", view_func=trouble)
    app.add_url_rule("/api/trouble/<kind>", "api_trouble", trouble)
    app.add_url_rule("/form", "form", lambda: dict(strict_form(request)), methods=["POST"])
    app.add_url_rule("/api/json", "json", lambda: {"value": read_json(request)}, methods=["POST"])


def make_site(**settings: object) -> Flask:
    app = create_app("services", WebSettings(**{"secret_key": "k", "max_body_bytes": 5000, **settings}))
    register_problems(
        app,
        {
            "survey-closed": Problem(410, _l("This is closed"), "Ask about %(slug)s."),
            "unknown-questions": Problem(400, "Unknown questions", "Use the survey's keys."),
        },
    )
    unavailable_on(app, DiskFull)
    add_routes(app)
    return app


@pytest.fixture
def site() -> Flask:
    return make_site()


@pytest.fixture(scope="session")
def still_site() -> Flask:
    """A site that no test adds anything to, so that its templates are compiled once."""
    return make_site()


@pytest.fixture
def browser(site: Flask) -> FlaskClient:
    return site.test_client()
