"""The transaction, and the look, in which connections and deliveries are seen beside surveys and responses."""

from sqlalchemy import Connection

from services.intake.adapters.connections import SqlConnections
from services.intake.adapters.deliveries import SqlDeliveries
from services.intake.adapters.editions import SqlEditions
from services.intake.adapters.reading import SqlReading
from services.intake.adapters.sealed_secrets import SealedSecrets
from services.intake.adapters.surveys import KnownVersions
from services.intake.adapters.unit_of_work import RequestUnitOfWork
from services.intake.domain.receipts import Receipts
from shared.contracts.clock import Clock
from shared.database.engine import Database


class SqlConnectionUnit(RequestUnitOfWork):
    """Implements the port ConnectionUnit."""

    connections: SqlConnections
    deliveries: SqlDeliveries
    editions: SqlEditions

    def __init__(
        self, database: Database, clock: Clock, known: KnownVersions, receipts: Receipts, sealed: SealedSecrets
    ) -> None:
        super().__init__(database, clock, known, receipts)
        self._sealed = sealed

    def attach(self, connection: Connection) -> None:
        """Make the repositories of this transaction."""
        super().attach(connection)
        self.connections = SqlConnections(connection, self._sealed)
        self.deliveries = SqlDeliveries(connection)
        self.editions = SqlEditions(connection, self._receipts)


class SqlConnectionReading(SqlReading):
    """Implements the port ConnectionReading."""

    connections: SqlConnections
    deliveries: SqlDeliveries

    def __init__(self, database: Database, known: KnownVersions, receipts: Receipts, sealed: SealedSecrets) -> None:
        super().__init__(database, known, receipts)
        self._sealed = sealed

    def attach(self, connection: Connection) -> None:
        """Make the repositories of this look."""
        super().attach(connection)
        self.connections = SqlConnections(connection, self._sealed)
        self.deliveries = SqlDeliveries(connection)
