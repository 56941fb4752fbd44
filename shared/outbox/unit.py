"""The unit of work of a service that tells and hears: state, outbox and inbox in one transaction."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, select, update

from shared.broker.port import Parcel
from shared.contracts.clock import Clock
from shared.contracts.messages import Message
from shared.contracts.schemas import encode
from shared.database.engine import Database
from shared.database.unit_of_work import UnitOfWork
from shared.database.upserts import insert_new
from shared.outbox.tables import DeliveryTables


class Outbox:
    """What this transaction tells others, if it is committed."""

    def __init__(self, connection: Connection, tables: DeliveryTables, clock: Clock) -> None:
        self._connection, self._table, self._clock = connection, tables.outbox, clock

    def add(self, *messages: Message) -> None:
        """Promise to send these. A message whose id was promised before is not promised again."""
        now = self._clock.now()
        rows = [outbox_row(message, now) for message in messages]
        insert_new(self._connection, self._table, rows, self._table.c.message_id)


def outbox_row(message: Message, now: datetime) -> dict[str, Any]:
    """A message as a row of the outbox, due at once."""
    return {
        "message_id": message.id,
        "name": message.name.value,
        "subject": message.subject,
        "body": encode(message),
        "created_at": now,
        "next_at": now,
        "attempts": 0,
    }


class Inbox:
    """Which messages were handled, so that a repetition changes nothing."""

    def __init__(self, connection: Connection, tables: DeliveryTables, clock: Clock) -> None:
        self._connection, self._table, self._clock = connection, tables.inbox, clock

    def take_new(self, ids: Iterable[str]) -> set[str]:
        """Mark these as handled; the ids that were not marked before."""
        now = self._clock.now()
        # In the order of their ids, so that two workers with the same messages never wait in a circle.
        rows = [{"message_id": message_id, "handled_at": now} for message_id in sorted(set(ids))]
        return set(insert_new(self._connection, self._table, rows, self._table.c.message_id))


class Parked:
    """Messages that could not be handled, with the stable code of the reason, kept until they are replayed."""

    def __init__(self, connection: Connection, tables: DeliveryTables, clock: Clock) -> None:
        self._connection, self._table, self._clock = connection, tables.parked, clock

    def add(self, parcel: Parcel, reason: str) -> None:
        """Put a parcel aside; `reason` is a code of at most 64 characters."""
        row = {
            "message_id": parcel.id,
            "name": parcel.name,
            "subject": parcel.subject,
            "body": parcel.body,
            "reason": reason[:64],
            "attempts": 1,
            "parked_at": self._clock.now(),
        }
        insert_new(self._connection, self._table, [row], self._table.c.message_id)

    def all(self) -> list[Parcel]:
        """Everything put aside, oldest first."""
        table = self._table
        rows = self._connection.execute(select(table).order_by(table.c.parked_at, table.c.message_id))
        return [Parcel(row.message_id, row.name, row.subject, bytes(row.body)) for row in rows]

    def subjects(self) -> set[str]:
        """The ids of the responses that a parked message is about."""
        table = self._table
        found = select(table.c.subject).where(table.c.name.like("response.%"))
        return set(self._connection.execute(found).scalars())

    def remove(self, ids: Sequence[str]) -> None:
        """Forget these: they have been handled."""
        self._connection.execute(delete(self._table).where(self._table.c.message_id.in_(ids)))

    def remove_about(self, subjects: Sequence[str]) -> None:
        """Forget everything about these responses: their words were withdrawn."""
        self._connection.execute(delete(self._table).where(self._table.c.subject.in_(subjects)))

    def failed_again(self, message_id: str, reason: str) -> None:
        """Count one more attempt of a parcel that stays."""
        table = self._table
        changed = {"attempts": table.c.attempts + 1, "reason": reason[:64]}
        self._connection.execute(update(table).where(table.c.message_id == message_id).values(changed))


class MessagingUnitOfWork(UnitOfWork):
    """A unit of work with outbox, inbox and parked; a service's own adds its repositories in `attach`."""

    def __init__(self, database: Database, tables: DeliveryTables, clock: Clock) -> None:
        super().__init__(database)
        self._tables = tables
        self._clock = clock

    def attach(self, connection: Connection) -> None:
        """Make outbox, inbox and parked of this transaction."""
        self.outbox = Outbox(connection, self._tables, self._clock)
        self.inbox = Inbox(connection, self._tables, self._clock)
        self.parked = Parked(connection, self._tables, self._clock)
