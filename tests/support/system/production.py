"""The system as it runs in production: web and worker of each service over RabbitMQ and PostgreSQL."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import requests

from tests.support.servers.ports import LOOPBACK, free_ports
from tests.support.servers.waiting import wait_until
from tests.support.system.client import SURVEY, Client
from tests.support.system.dead_queues import DeadQueues
from tests.support.system.ledgers import Ledgers
from tests.support.system.system import System

SERVICES = ("intake", "analysis", "reports")
WEBS = ("web intake", "web reports")
WORKERS = tuple(f"worker {service}" for service in SERVICES)
_READY_SECONDS = 90


@dataclass(frozen=True)
class Servers:
    """Where the private servers are: RabbitMQ's nodes (amqp://…, by commas) and a PostgreSQL database."""

    broker: str
    database: str


class Production(System):
    """`adborth web intake|reports` and `adborth worker intake|analysis|reports`; roles are named like that."""

    def __init__(self, folder: Path, servers: Servers, *, measured: bool = False) -> None:
        names = (*SERVICES, "identity")
        databases = {f"ADBORTH_{name.upper()}_DATABASE_URL": servers.database for name in names}
        settings = {
            "ADBORTH_BROKER_URLS": servers.broker,
            "ADBORTH_SECRET_KEY": "of a test",
            "ADBORTH_DEMO_SURVEYS": SURVEY,
        }
        super().__init__(folder, settings | databases, measured=measured)
        self.ledgers = Ledgers(dict.fromkeys(SERVICES, servers.database))
        self.dead = DeadQueues(servers.broker)
        ports = free_ports(len(WEBS) + len(WORKERS))
        self._ports = dict(zip((*WEBS, *WORKERS), ports, strict=True))
        self.client = Client(*(self._address(role) for role in WEBS))

    def start(self) -> Self:
        """Migrate and start all roles; return when all are ready."""
        self.run("migrate")
        for role in self._ports:
            self.start_role(role, self.command(role))
        for role in self._ports:
            self.wait_ready(role)
        return self

    def command(self, role: str) -> list[str]:
        """The command line of a role in production."""
        port = "--port" if role in WEBS else "--metrics-port"
        return [*self.adborth(*role.split()), port, str(self._ports[role])]

    def faulty(self, role: str, fault: str, *, start: int = 0) -> list[str]:
        """The command line of a worker with a fault built in: see tests/faults/faulty_worker.py.

        `start` counts how often it was started before.
        """
        service = role.removeprefix("worker ")
        return [sys.executable, "-m", "tests.faults.faulty_worker", service, fault, str(self.folder), str(start)]

    def wait_ready(self, role: str) -> None:
        """Wait until a web is ready or a worker has loaded what it needs."""
        path = "/health/ready" if role in WEBS else "/metrics"
        self.programs[role].wait_for_url(self._address(role) + path, _READY_SECONDS)

    def wait_reported(self, count: int, timeout: float = 60) -> None:
        """Wait until the live report counts so many responses."""
        wait_until(lambda: self._reported() >= count, timeout, what=f"{count} responses in the report")

    def _reported(self) -> int:
        try:
            return int(self.client.report()["responses"])
        except requests.HTTPError:
            return 0

    def _address(self, role: str) -> str:
        return f"http://{LOOPBACK}:{self._ports[role]}"
