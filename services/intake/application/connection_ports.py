"""What connections to other tools, and what they delivered, need from the outside, as protocols."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.intake.application.ports import Reading, UnitOfWork
from services.intake.domain.connections import Connection
from services.intake.domain.deliveries import Delivery, DeliveryState
from services.intake.domain.foreign_editions import Edition
from services.intake.domain.responses import Response
from services.intake.providers.provider import Fetch


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryQuery:
    """Which deliveries of a team are wanted, the newest first; "" and None: all.

    `after` is where an earlier page ended: the time and the id of its last delivery. `text` is an id, of a delivery
    or of a response.
    """

    team_id: str
    survey: str = ""
    connection_id: str = ""
    state: DeliveryState | None = None
    text: str = ""
    since: datetime | None = None
    until: datetime | None = None
    after: tuple[datetime, str] | None = None
    most: int = 50


@dataclass(frozen=True, slots=True)
class Claimed:
    """A delivery that was taken in hand, for the `tries`th time."""

    id: str
    tries: int


class Connections(Protocol):
    """The connections of surveys to tools."""

    def keep(self, connection: Connection) -> None:
        """Keep it, in place of the one of the same id."""
        ...

    def find(self, id_: str) -> Connection | None:
        """The one of this id, deleted or not."""
        ...

    def take(self, id_: str) -> Connection | None:
        """The same for changing: until the transaction ends nobody else does."""
        ...

    def of_survey(self, slug: str) -> list[Connection]:
        """Those of a survey that were not deleted, the first made first."""
        ...


class Deliveries(Protocol):
    """What the tools delivered."""

    def add(self, deliveries: Sequence[Delivery]) -> set[str]:
        """Keep those whose id is not there, count the others as repeated; the ids of those that are new."""
        ...

    def is_due(self, state: DeliveryState, at: datetime) -> bool:
        """Whether any waits in this state: a look that holds up nobody who writes."""
        ...

    def claim(self, state: DeliveryState, at: datetime, most: int, until: datetime) -> list[Claimed]:
        """Take up to so many in hand that wait in this state, the oldest first, and count the try.

        Nobody else takes them before `until`. Those of a paused connection wait on.
        """
        ...

    def hold(self, ids: Sequence[str], state: DeliveryState) -> list[Delivery]:
        """Those of them that wait in this state, held until the transaction ends; others' are left out."""
        ...

    def keep(self, deliveries: Sequence[Delivery]) -> None:
        """Note what became of these."""
        ...

    def find(self, id_: str) -> Delivery | None:
        """The one of this id."""
        ...

    def list(self, query: DeliveryQuery) -> list[Delivery]:
        """Those that a team wants to see, without what was sent."""
        ...

    def count(self, connection_id: str) -> Mapping[DeliveryState, int]:
        """How many of a connection stand where."""
        ...

    def latest_of(self, connection_id: str) -> Delivery | None:
        """The newest of a connection whose payload is kept."""
        ...

    def forget_payloads(self, states: Collection[DeliveryState], but_for: str, before: datetime, most: int) -> int:
        """Forget what was sent by deliveries in these states that were handled before; how many there were.

        `but_for` is the reason of those whose payload stays all the same.
        """
        ...


class Editions(Protocol):
    """Which edition is stored of responses that came from other tools, and their change."""

    def of(self, response_ids: Sequence[str]) -> Mapping[str, Edition]:
        """What is known of these, by response; those of which nothing is are left out."""
        ...

    def keep(self, edition: Edition) -> None:
        """Keep it, in place of the one of the same response."""
        ...

    def revise(self, response: Response) -> bool:
        """Put a response's new words and state in place of the stored ones; False when it was withdrawn meanwhile."""
        ...


class ConnectionReading(Reading, Protocol):
    """A look that shows connections and deliveries."""

    @property
    def connections(self) -> Connections:
        """The connections."""
        ...

    @property
    def deliveries(self) -> Deliveries:
        """The deliveries."""
        ...


class ConnectionUnit(UnitOfWork, ConnectionReading, Protocol):
    """A transaction in which responses, connections and deliveries change together."""

    @property
    def editions(self) -> Editions:
        """The editions of responses."""
        ...


class DeliveryBox(Protocol):
    """Where calls come in, many at the same moment."""

    def connection(self, id_: str) -> Connection | None:
        """The connection of this id, deleted or not. Raises StorageAway."""
        ...

    def keep(self, delivery: Delivery) -> bool:
        """Keep it for good; False when it was there already, which is counted. Raises StorageAway."""
        ...


class FetchFailed(Exception):
    """A document could not be fetched; `reason` is a stable code, `final` when trying again would not help."""

    def __init__(self, reason: str, *, final: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.final = final


class Documents(Protocol):
    """Fetches documents from the tools, and from nowhere else."""

    def fetch(self, wanted: Fetch, token: str, hosts: Collection[str]) -> bytes:
        """The document; `hosts` are those that may be asked. Raises FetchFailed."""
        ...
