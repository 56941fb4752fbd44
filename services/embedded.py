"""All services over one data directory: what `adborth up` runs, and what commands open to look into or to mend."""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from services.analysis.config import read_settings as analysis_settings
from services.analysis.main import build_analysis
from services.intake.config import read_settings as intake_settings
from services.intake.main import build_intake
from services.reports.config import read_settings as reports_settings
from services.reports.main import build_reports
from shared.broker.embedded import EmbeddedBroker
from shared.database.directory_lock import DirectoryInUse, DirectoryLock
from shared.identity.config import read_settings as identity_settings
from shared.identity.main import build_identity
from shared.observability.metrics import watch_backlog
from shared.outbox.relay import Relay
from shared.outbox.worker import Worker
from shared.settings import broker_urls
from shared.web.health import Health, health_app
from shared.web.origin import INTAKE, REPORTS, Origin

SAMPLE_SURVEY: Final = "journey"

# Longer than an `adborth up` that waits for the directory sleeps between two tries.
_PAUSE_SECONDS: Final = 0.06


class House:
    """The three services and identity on one data directory (or on the databases that the environment names)."""

    def __init__(self, data: Path, *, demo: bool = False) -> None:
        shown = frozenset({SAMPLE_SURVEY}) if demo else frozenset()
        self.identity = build_identity(identity_settings(data))
        self.intake = build_intake(intake_settings(data))
        self.analysis = build_analysis(analysis_settings(data))
        self.reports = build_reports(replace(reports_settings(data), demo_surveys=shown))
        self.parts = (self.intake, self.analysis, self.reports)

    def migrate(self) -> None:
        """Bring all four databases to their newest form."""
        self.identity.migrate()
        for part in self.parts:
            part.migrations.upgrade()

    def prepare(self) -> None:
        """Make what a first start needs: the sample survey and the built-in codebooks; nothing when they are there."""
        self.intake.start()
        self.reports.start()

    def close(self) -> None:
        """Give all connections back."""
        self.identity.close()
        for part in self.parts:
            part.close()


class Embedded:
    """A house with the embedded broker between its services, in this process."""

    def __init__(self, house: House) -> None:
        self._house = house
        broker = EmbeddedBroker()
        for part in house.parts:
            broker.subscribe(part.service, part.consumer)
        self._relays = {
            part.service.value: Relay(part.service, part.database, part.delivery, broker, part.clock)
            for part in house.parts
        }

    def worker(self) -> Worker:
        """The loops that carry messages and tidy up, not yet started."""
        relays = {f"{service} relay": relay.run for service, relay in self._relays.items()}
        chores = {name: loop for part in self._house.parts for name, loop in part.chores.items()}
        return Worker(relays | chores)

    def watch(self) -> None:
        """Show the backlog of every service among this process's metrics."""
        for part in self._house.parts:
            watch_backlog(part.service.value, part.backlog.waiting_if_known)

    def waiting(self) -> int:
        """How many messages were promised and are not sent."""
        return sum(part.backlog.waiting().unsent for part in self._house.parts)

    def carry(self) -> None:
        """Send one batch of every service."""
        for relay in self._relays.values():
            relay.run_once()

    def app(self) -> Callable[..., Any]:
        """All pages and APIs at one address."""
        house = self._house
        checks = {part.service.value: part.database.check for part in house.parts}
        checks["identity"] = house.identity.database.check
        backlogs = {f"{part.service.value} messages": part.backlog.check for part in house.parts}
        health = health_app(Health("adborth", checks, advisory=backlogs))
        services = {INTAKE: house.intake.web_app(house.identity), REPORTS: house.reports.web_app(house.identity)}
        return Origin(services, own={"/health": health, "/metrics": health})


def drain_if_alone(data: Path, patience: float = 600) -> bool:
    """Carry all waiting messages, unless somebody else does: a running `adborth up`, or RabbitMQ's workers.

    Whether nothing waits afterwards, as far as this process can tell.
    """
    if broker_urls():
        return False
    until = time.monotonic() + patience
    house = House(data)
    try:
        with DirectoryLock(data):
            house.migrate()
            house.prepare()
            embedded = Embedded(house)
        while embedded.waiting():
            if time.monotonic() >= until:
                return False
            # Batch by batch, so that an `adborth up` which starts meanwhile gets the directory and carries on.
            with DirectoryLock(data):
                embedded.carry()
            time.sleep(_PAUSE_SECONDS)
    except DirectoryInUse:
        return False
    finally:
        house.close()
    return True
