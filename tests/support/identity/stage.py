"""A desk on fakes, a team on it, and an application that shows its pages: what the tests of identity play on."""

import itertools
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from urllib.parse import urlsplit

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from shared.database.engine import Database
from shared.identity.access import PUBLIC, Role, Scope, access, current_caller
from shared.identity.application.desk import Desk
from shared.identity.application.set_up import accept_link, invite, make_owner_link
from shared.identity.application.tokens import TokenWish, make_token
from shared.identity.domain.events import AuditEvent
from shared.identity.domain.people import Details
from shared.identity.entrypoints.pages import EXTENSION
from shared.identity.main import Identity
from shared.web.app import WebSettings, create_app
from tests.support.identity.memory_store import MemoryStore

PASSWORD = "correct horse battery"
OWNER = "olwen@example.org"


class MovableClock:
    def __init__(self) -> None:
        self.time = datetime(2026, 11, 20, 9, tzinfo=UTC)

    def now(self) -> datetime:
        return self.time

    def move(self, **by: float) -> None:
        self.time += timedelta(**by)


class PlainHasher:
    """Quick, and it counts how often a password was looked at."""

    def __init__(self) -> None:
        self.looks = 0
        self.figures = "v1"

    def hash(self, password: str) -> str:
        return f"{self.figures}:{password}"

    def matches(self, password: str, stored: str | None) -> bool:
        self.looks += 1
        return stored is not None and stored.partition(":")[2] == password

    def is_dated(self, stored: str) -> bool:
        return not stored.startswith(self.figures)


@dataclass
class ListTrail:
    events: list[AuditEvent] = field(default_factory=list)

    def record(self, event: AuditEvent) -> None:
        self.events.append(event)


@dataclass
class Stage:
    """The fakes, and shortcuts to what most tests begin with."""

    store: MemoryStore = field(default_factory=MemoryStore)
    clock: MovableClock = field(default_factory=MovableClock)
    hasher: PlainHasher = field(default_factory=PlainHasher)
    trail: ListTrail = field(default_factory=ListTrail)

    def __post_init__(self) -> None:
        numbers = itertools.count(1)
        new_id = lambda: f"id-{next(numbers)}"  # noqa: E731  because a named function here says no more
        self.desk = Desk(self.store, self.hasher, self.clock, self.trail, new_id, "key")

    def owner(self) -> str:
        """Make the first owner; the secret of their session."""
        link = make_owner_link(self.desk).value
        assert link is not None
        return self.desk.told(accept_link(link, Details("Olwen", OWNER, PASSWORD, PASSWORD), self.desk))

    def member(self, email: str, role: Role) -> str:
        """Bring somebody into the team; the secret of their session."""
        link = invite(email, role, None, self.desk).value
        return self.desk.told(accept_link(link, Details("Mair", email, PASSWORD, PASSWORD), self.desk))

    def token(self, role: Role, *scopes: Scope) -> str:
        """Make an API token, kept to these scopes if there are any; its secret."""
        return make_token(TokenWish("reader", role, 30, frozenset(scopes)), None, self.desk).value

    def app(self) -> Flask:
        """An application with identity's pages and a few routes of other kinds, on this stage's desk."""
        app, identity = _site()
        identity.desk = app.extensions[EXTENSION] = self.desk
        return app

    def client(self, session: str | None = None) -> FlaskClient:
        """A browser, signed in when it is given a session."""
        client = self.app().test_client()
        if session:
            client.set_cookie("adborth_session", session)
        return client


@cache
def _site() -> tuple[Flask, Identity]:
    """One application for all tests, because making it and its templates takes longer than any test."""
    app = create_app("shared.identity", WebSettings(secret_key="k" * 32, demo_surveys=frozenset({"journey"})))
    _add_routes(app)
    identity = Identity(Stage().desk, Database("sqlite://"))
    identity.install(app, with_pages=True)
    return app, identity


def csrf_of(client: FlaskClient, path: str = "/sign-in") -> str:
    """The secret that the form at a path carries."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get(path).text)
    assert found
    return found[1]


def sign_in_by_page(client: FlaskClient, email: str = OWNER, password: str = PASSWORD, **more: str) -> TestResponse:
    """Fill in the form and send it."""
    return client.post("/sign-in", data={"email": email, "password": password, "csrf_token": csrf_of(client), **more})


def goes_to(answer: TestResponse) -> str:
    """The path that an answer redirects to."""
    assert answer.status_code in {302, 303}, answer.status_code
    parts = urlsplit(answer.headers["Location"])
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _add_routes(app: Flask) -> None:
    @app.get("/api/v1/things")
    @access(Role.VIEWER)
    def things() -> dict[str, str]:
        return {"caller": current_caller().name}

    @app.post("/api/v1/things")
    @access(Role.EDITOR)
    def make_thing() -> dict[str, str]:
        return {"made": "yes"}

    @app.get("/api/v1/feed")
    @access(Role.REVIEWER, scope=Scope.FEED_READ)
    def feed() -> dict[str, str]:
        return {"n": "5"}

    @app.post("/s/<slug>")
    @access(PUBLIC)
    def answer(slug: str) -> dict[str, str]:
        return {"slug": slug}

    @app.get("/team/reports/<slug>")
    @access(Role.VIEWER, demo=True)
    def report(slug: str) -> dict[str, str]:
        return {"slug": slug}
