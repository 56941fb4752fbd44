"""Opens one service by its name: a worker of intake must not load the theme engine of analysis."""

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from shared.broker.port import BatchHandler
from shared.contracts.clock import Clock
from shared.contracts.names import Service
from shared.database.engine import Database
from shared.outbox.tables import DeliveryTables
from shared.outbox.worker import Loop

if TYPE_CHECKING:
    # Not at run time: it loads the metrics, which must not be before `adborth web` has said where they are kept.
    from shared.outbox.backlog import Backlog

_WITH_PAGES: Final = frozenset({Service.INTAKE.value, Service.REPORTS.value})


class Part(Protocol):
    """What the processes need of a service, whichever it is."""

    service: Service
    database: Database
    delivery: DeliveryTables
    clock: Clock
    backlog: "Backlog"

    @property
    def chores(self) -> Mapping[str, Loop]:
        """What it does by itself from time to time, by name."""
        ...

    @property
    def consumer(self) -> BatchHandler:
        """Handles the messages that the service hears."""
        ...

    def web_app(self, identity: Any) -> Callable[..., Any]:
        """The WSGI application of the service's pages and API; who calls is told by `identity`."""
        ...

    def close(self) -> None:
        """Give all connections back."""
        ...


def open_part(service: str, data: Path) -> Part:
    """A service, set up from the environment; `data` is its data directory."""
    part: Part = import_module(f"services.{service}.main").open_service(data)
    return part


def open_web(service: str, data: Path) -> Callable[..., Any]:
    """The WSGI application of a service; where it has pages, identity guards them."""
    identity = import_module("shared.identity.main").open_identity(data) if service in _WITH_PAGES else None
    return open_part(service, data).web_app(identity)
