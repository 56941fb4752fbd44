"""Reports' web application with a caller that the request names itself, so that its tests need no sign-in."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.wrappers import Request

from services.reports.config import Settings
from services.reports.main import Reports, build_reports
from shared.contracts.teams import DEFAULT_TEAM
from shared.identity.access import Role, install_access
from shared.identity.domain.roles import Caller, Via
from tests.support.reports.making import NOON

VIEWER = {"X-Test-Caller": "vi"}


class OpenIdentity:
    """Believes `X-Test-Caller`, who is a viewer with a session unless `X-Test-Role` or `X-Test-Via` differ."""

    def identify(self, asked: Request) -> Caller | None:
        name = asked.headers.get("X-Test-Caller")
        role = Role.of(asked.headers.get("X-Test-Role", "viewer"))
        via = Via(asked.headers.get("X-Test-Via", Via.SESSION.value))
        return Caller(name, DEFAULT_TEAM, role, name, via) if name else None

    def install(self, app: Flask, *, with_pages: bool) -> None:
        install_access(app, self)


class StillClock:
    """A clock that moves when told."""

    def __init__(self) -> None:
        self.time = NOON

    def now(self) -> datetime:
        return self.time


@dataclass
class Site:
    """A migrated reports with codebooks, its clock, and a browser."""

    reports: Reports
    clock: StillClock
    client: FlaskClient


def site(folder: Path, *, demo: bool = False) -> Site:
    """A site of its own on SQLite."""
    clock = StillClock()
    settings = Settings(
        data=folder,
        database=f"sqlite:///{folder}/reports.db",
        secret_key="k" * 32,
        demo_surveys=frozenset({"journey"} if demo else ()),
    )
    reports = build_reports(settings, clock=clock)
    reports.migrations.upgrade()
    reports.start()
    app = reports.web_app(OpenIdentity())
    app.config.update(TESTING=True)
    return Site(reports, clock, app.test_client())
