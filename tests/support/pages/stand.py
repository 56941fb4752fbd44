"""All pages of intake and reports at one address in this process, furnished, with somebody signed in for each role."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from flask import Flask
from werkzeug.serving import make_server

from services.embedded import House
from services.intake.domain.surveys import Survey
from shared.identity.access import Role
from shared.identity.config import read_settings
from shared.identity.main import build_identity
from shared.web.origin import INTAKE, REPORTS, Origin, service_for
from tests.support.identity.stage import PlainHasher
from tests.support.pages.furnishing import NAMES, furnish
from tests.support.pages.trouble import TroubledLetterbox


@dataclass(frozen=True)
class Stand:
    """Where the pages are, who is signed in by which session, and what addresses point to."""

    house: House
    apps: Mapping[str, Flask]
    address: str
    sessions: Mapping[Role, str]
    names: Mapping[str, str]

    def route_of(self, method: str, path: str) -> str:
        """The route that answers a path, as Flask spells it, such as "GET /s/<slug>"."""
        adapter = self.apps[service_for(path)].url_map.bind("", query_args={})
        rule, _ = adapter.match(path, method, return_rule=True)
        return f"{method} {rule.rule}"

    def survey(self, slug: str) -> Survey:
        """A survey as it stands."""
        return next(survey for survey in self.house.intake.surveys() if survey.slug == slug)


@contextmanager
def stand_in(folder: Path) -> Iterator[Stand]:
    """A stand on SQLite in an empty folder."""
    house = House(folder, demo=True)
    house.identity = build_identity(read_settings(folder), hasher=PlainHasher())
    house.migrate()
    house.prepare()
    sessions = furnish(house)
    intake = house.intake
    intake.desk = replace(intake.desk, letterbox=TroubledLetterbox(intake.desk.letterbox))
    intake.gate = replace(intake.gate, desk=intake.desk)
    apps = {INTAKE: intake.web_app(house.identity), REPORTS: house.reports.web_app(house.identity)}
    server = make_server("127.0.0.1", 0, Origin(apps), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    names = {name: make(house) for name, make in NAMES.items()}
    yield Stand(house, apps, f"http://127.0.0.1:{server.server_port}", sessions, names)
    server.shutdown()
    server.server_close()
    thread.join()
    house.close()
