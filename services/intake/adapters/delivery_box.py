"""Takes the calls of tools in: those that come at the same moment share a transaction and its commit."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select

from services.intake.adapters.connection_tables import CONNECTIONS
from services.intake.adapters.connections import connection_of
from services.intake.adapters.deliveries import SqlDeliveries
from services.intake.adapters.outages import telling_outages
from services.intake.adapters.sealed_secrets import SealedSecrets
from services.intake.adapters.together import Together
from services.intake.domain.connections import Connection
from services.intake.domain.deliveries import Delivery
from shared.database.engine import Database


class SqlDeliveryBox:
    """Implements the port DeliveryBox for all threads of a process; a database that is away is told as StorageAway."""

    def __init__(self, database: Database, sealed: SealedSecrets) -> None:
        self._database = database
        self._sealed = sealed
        self._connections = Together(self._connections_of)
        self._deliveries = Together(self._kept)

    def connection(self, id_: str) -> Connection | None:
        """The connection of this id as it stands now, deleted or not."""
        row = self._connections.ask(id_)
        return connection_of(row, self._sealed) if row else None

    def keep(self, delivery: Delivery) -> bool:
        """Keep it; returns after the commit. False when it was there already, which is counted."""
        return self._deliveries.ask(delivery)

    def _connections_of(self, ids: Sequence[str]) -> list[Row[Any] | None]:
        wanted = select(CONNECTIONS).where(CONNECTIONS.c.id.in_(sorted(set(ids))))
        with telling_outages(), self._database.read() as connection:
            found = {row.id: row for row in connection.execute(wanted)}
        return [found.get(id_) for id_ in ids]

    def _kept(self, deliveries: Sequence[Delivery]) -> list[bool]:
        first: dict[str, Delivery] = {}
        for delivery in deliveries:
            first.setdefault(delivery.id, delivery)
        with telling_outages(), self._database.write() as connection:
            new = SqlDeliveries(connection).add(deliveries)
        return [delivery.id in new and first[delivery.id] is delivery for delivery in deliveries]
