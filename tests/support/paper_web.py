"""Intake's web application with a caller that the request names itself, for pages on which several people work."""

import re
from dataclasses import dataclass

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse
from werkzeug.wrappers import Request

from shared.contracts.teams import DEFAULT_TEAM
from shared.identity.access import Role, install_access
from shared.identity.domain.roles import Caller, Via

_HEADER = "X-Test-Caller"


class NamedCallers:
    """Believes the header, such as `mair/reviewer` or `sian/editor/another-team`; the cookie for a real browser."""

    def identify(self, asked: Request) -> Caller | None:
        given = asked.headers.get(_HEADER) or asked.cookies.get("test_caller", "")
        name, _, rest = given.partition("/")
        role, _, team = rest.partition("/")
        return Caller(name, team or DEFAULT_TEAM, Role.of(role), name.title(), Via.SESSION) if name else None

    def install(self, app: Flask, *, with_pages: bool) -> None:
        install_access(app, self)


@dataclass
class Person:
    """Somebody with a browser of their own, who is signed in."""

    client: FlaskClient
    who: str

    @classmethod
    def at(cls, app: Flask, who: str) -> "Person":
        """Open a browser at this application."""
        return cls(app.test_client(), who)

    def get(self, path: str) -> TestResponse:
        """Open a page."""
        return self.client.get(path, headers={_HEADER: self.who})

    def secret(self, path: str) -> str:
        """The secret that the form at this path carries, "" where there is none."""
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.get(path).text)
        return found[1] if found else ""

    def post(self, path: str, fields: dict[str, object]) -> TestResponse:
        """Send a form of the page at this path, with its secret."""
        sent = fields | {"csrf_token": self.secret(path)}
        return self.client.post(path, data=sent, headers={_HEADER: self.who})
