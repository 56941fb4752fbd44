"""How much a service has promised and not yet told: the figure that shows a broker that is away."""

from typing import Final

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from shared.contracts.clock import Clock
from shared.database.engine import Database
from shared.observability.metrics import Waiting
from shared.outbox.tables import DeliveryTables

# A relay that is well sends within a second, and after a refusal tries again within five.
_LONGEST_SOUND_SECONDS: Final = 30.0


class MessagesWait(Exception):
    """Messages have waited for longer than a sound relay and broker take."""


class Backlog:
    """What waits in one service's outbox."""

    def __init__(self, database: Database, tables: DeliveryTables, clock: Clock) -> None:
        self._database = database
        self._table = tables.outbox
        self._clock = clock

    def waiting(self) -> Waiting:
        """How many messages wait, and how long the oldest has."""
        table = self._table
        question = select(func.count(), func.min(table.c.created_at)).where(table.c.sent_at.is_(None))
        with self._database.read() as connection:
            unsent, oldest = connection.execute(question).one()
        waited = (self._clock.now() - oldest).total_seconds() if oldest else 0.0
        return Waiting(unsent, max(waited, 0.0))

    def waiting_if_known(self) -> Waiting | None:
        """The same; None while the database is away, so that the other metrics can still be read."""
        try:
            return self.waiting()
        except SQLAlchemyError:
            return None

    def check(self) -> None:
        """Raises MessagesWait when the oldest has waited for over 30 s: responses are taken in, but not told."""
        if self.waiting().oldest_seconds > _LONGEST_SOUND_SECONDS:
            raise MessagesWait
