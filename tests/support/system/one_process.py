"""The system as a newcomer runs it: `adborth up --demo`, everything in one process on SQLite."""

from pathlib import Path
from typing import Self

from tests.support.servers.ports import LOOPBACK, free_port
from tests.support.system.client import Client
from tests.support.system.ledgers import Ledgers
from tests.support.system.system import System

ROLE = "up"
_SERVICES = ("intake", "analysis", "reports")
_READY_SECONDS = 90


class OneProcess(System):
    """One role, "up"."""

    def __init__(self, folder: Path, *, measured: bool = False) -> None:
        super().__init__(folder, {}, measured=measured)
        self._port = free_port()
        address = f"http://{LOOPBACK}:{self._port}"
        self.client = Client(address, address)
        self.ledgers = Ledgers({name: f"sqlite:///{self.data}/{name}.db" for name in _SERVICES})

    def start(self) -> Self:
        """Start it and return when it is ready."""
        self.start_role(ROLE, self.adborth("up", "--demo", "--port", str(self._port)))
        self.wait_ready()
        return self

    def wait_ready(self) -> None:
        """Wait until it serves."""
        self.programs[ROLE].wait_for_url(self.client.intake + "/health/ready", _READY_SECONDS)
