"""Both services' applications with a real API token, as a program meets them, on SQLite; and schemathesis on them."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import schemathesis
from flask import Flask
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import Status, events, from_schema
from schemathesis.schemas import BaseSchema

from services.embedded import House
from shared.contracts.messages import Message
from shared.identity.application.tokens import TokenWish, make_token
from shared.identity.domain.roles import Role
from tests.support.reports.making import coded, parcel, published
from tests.support.serving import served
from tests.support.sources import ROOT

DOCUMENTS = {"intake": "/api/v1/intake/openapi.json", "reports": "/api/v1/reporting/openapi.json"}


@dataclass(frozen=True)
class ServedApis:
    """The applications by service, and a token that may do everything."""

    apps: dict[str, Flask]
    token: str


@dataclass(frozen=True)
class Verdict:
    """What came of a run: how often each operation was called by each phase, and what was found, each once."""

    calls: dict[str, int]
    phases: dict[str, str]
    found: list[str]


@contextmanager
def served_apis(folder: Path) -> Iterator[ServedApis]:
    """A house on SQLite with a survey that was answered and coded."""
    house = House(folder)
    house.migrate()
    house.prepare()
    secret = house.identity.desk.told(make_token(TokenWish("fuzzing", Role.OWNER, 30), None, house.identity.desk))
    house.reports.consumer([parcel(each) for each in _coded_survey()])
    apps = {"intake": house.intake.web_app(house.identity), "reports": house.reports.web_app(house.identity)}
    for app in apps.values():
        app.config["API_PER_MINUTE"] = 0
    yield ServedApis(apps, secret)
    house.close()


def judged(apis: ServedApis, service: str, examples: int) -> Verdict:
    """Have schemathesis call every operation of a service in every phase, with every check that it has."""
    config = SchemathesisConfig.from_path(ROOT / "schemathesis.toml")
    config.projects.default.update(headers={"Authorization": f"Bearer {apis.token}"})
    config.projects.default.generation.update(max_examples=examples)
    with served(apis.apps[service]) as address:
        return _judged(schemathesis.openapi.from_url(address + DOCUMENTS[service], config=config))


def _judged(schema: BaseSchema) -> Verdict:
    calls: dict[str, int] = defaultdict(int)
    phases, found = {}, {}
    for event in from_schema(schema).execute():
        if isinstance(event, events.ScenarioFinished):
            calls[f"{event.phase.value} {event.label}"] += len(event.recorder.interactions)
            found.update(_failures(event))
        elif isinstance(event, events.PhaseFinished):
            phases[event.phase.name.value] = event.status.value
        elif isinstance(event, events.NonFatalError):
            found[f"error {event.label} {event.value}"] = ""
    return Verdict(dict(calls), phases, [f"{name}\n{shown}" for name, shown in found.items()])


def _failures(event: events.ScenarioFinished) -> Iterator[tuple[str, str]]:
    for checks in event.recorder.checks.values():
        for check in checks:
            if check.status is not Status.SUCCESS and (info := check.failure_info):
                failure = info.failure
                told = f"{failure.message[:600]}\n{info.code_sample[:600]}"
                yield f"[{event.phase.value}] {failure.operation}: {check.name}: {failure.title}", told


def _coded_survey() -> list[Message]:
    return [published(), *(coded(f"r{number}", chances={"time_and_space": 0.9}) for number in range(6))]
