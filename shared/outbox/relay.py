"""Carries what was promised to the broker: the part of a service that makes its outbox true."""

import random
from collections.abc import Mapping, Sequence
from datetime import timedelta
from threading import Event
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from shared.broker.port import Outcome, Parcel, Publisher
from shared.contracts.clock import Clock
from shared.contracts.names import Service
from shared.database.engine import Database
from shared.observability.logs import get_logger
from shared.observability.metrics import NOT_TAKEN, SENT
from shared.outbox.tables import DeliveryTables

log = get_logger(__name__)

_BATCH = 200
_POLL_SECONDS = 0.1
_LONGEST_BACK_OFF_SECONDS = 5.0
_MOST_DOUBLINGS = 5


class Relay:
    """Polls one service's outbox and publishes what is due, oldest first.

    Not by a cursor "id greater than the last": transactions commit out of the order of their ids, and in a trial
    such a cursor missed 1,954 of 7,762 rows. Several relays may run on PostgreSQL (SKIP LOCKED); on SQLite the
    process that holds the data directory runs the only one.
    """

    def __init__(
        self, service: Service, database: Database, tables: DeliveryTables, publisher: Publisher, clock: Clock
    ) -> None:
        self._service = service
        self._database = database
        self._table = tables.outbox
        self._publisher = publisher
        self._clock = clock

    def run(self, stop: Event) -> None:
        """Send batches until `stop` is set; a database that is away is waited for."""
        while not stop.is_set():
            try:
                sent = self.run_once()
            except Exception as error:  # noqa: BLE001  because the relay must outlive a database that is away
                log.warning("relay failed, tries again", error=type(error).__name__)
                stop.wait(1)
                continue
            if not sent:
                stop.wait(_POLL_SECONDS)
        self._publisher.close()

    def run_once(self) -> int:
        """Send one batch; how many messages the broker acknowledged."""
        # On PostgreSQL the rows stay locked while they are published; on SQLite a lock would stop the web's writes
        # meanwhile, and is not needed, since this is the only relay.
        if not self._database.is_sqlite:
            with self._database.write() as connection:
                return self._settle(connection, self._publish(self._due(connection)))
        with self._database.read() as connection:
            due = self._due(connection)
        if not due:
            return 0
        outcomes = self._publish(due)
        with self._database.write() as connection:
            return self._settle(connection, outcomes)

    def _due(self, connection: Connection) -> Sequence[Any]:
        table = self._table
        question = select(table).where(table.c.sent_at.is_(None), table.c.next_at <= self._clock.now())
        question = question.order_by(table.c.id).limit(_BATCH).with_for_update(skip_locked=True)
        return connection.execute(question).all()

    def _publish(self, due: Sequence[Any]) -> list[tuple[Any, Outcome]]:
        if not due:
            return []
        parcels = [Parcel(row.message_id, row.name, row.subject, bytes(row.body)) for row in due]
        outcomes: Mapping[str, Outcome] = self._publisher.publish(parcels)
        return [(row, outcomes[row.message_id]) for row in due]

    def _settle(self, connection: Connection, outcomes: Sequence[tuple[Any, Outcome]]) -> int:
        table, now = self._table, self._clock.now()
        sent = [row.id for row, outcome in outcomes if outcome is Outcome.ACK]
        if sent:
            # The words go with the sending: nothing here may keep them after a withdrawal.
            done = update(table).where(table.c.id.in_(sent)).values(sent_at=now, body=b"")
            connection.execute(done)
        again = [
            {"row": row.id, "at": now + _back_off(row.attempts), "tried": row.attempts + 1}
            for row, outcome in outcomes
            if outcome is not Outcome.ACK
        ]
        SENT.labels(self._service.value).inc(len(sent))
        NOT_TAKEN.labels(self._service.value).inc(len(again))
        if again:
            log.warning("messages not taken, sent again later", messages=len(again))
            later = update(table).where(table.c.id == bindparam("row"))
            connection.execute(later.values(next_at=bindparam("at"), attempts=bindparam("tried")), again)
        return len(sent)


def _back_off(attempts: int) -> timedelta:
    # Bounded before it is doubled: after an hour without a broker the number would be too large for a float.
    longest = min(0.2 * 2 ** min(attempts, _MOST_DOUBLINGS), _LONGEST_BACK_OFF_SECONDS)
    return timedelta(seconds=longest * random.uniform(0.5, 1))  # noqa: S311  because jitter needs no secrecy
