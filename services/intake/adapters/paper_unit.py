"""The transaction, and the look, in which printed cards are seen beside surveys and responses."""

from typing import Self

from sqlalchemy import Connection

from services.intake.adapters.paper_cards import SqlPaperCards
from services.intake.adapters.reading import SqlReading
from services.intake.adapters.short_addresses import SqlShortAddresses
from services.intake.adapters.unit_of_work import RequestUnitOfWork


class PaperUnitOfWork(RequestUnitOfWork):
    """Implements the port PaperUnit."""

    def attach(self, connection: Connection) -> None:
        """Make the repositories of this transaction."""
        super().attach(connection)
        self.cards = SqlPaperCards(connection)
        self.addresses = SqlShortAddresses(connection)


class SqlPaperReading(SqlReading):
    """Implements the port PaperReading."""

    cards: SqlPaperCards
    addresses: SqlShortAddresses

    def __enter__(self) -> Self:
        super().__enter__()
        if self._connection is not None:
            self.cards = SqlPaperCards(self._connection)
            self.addresses = SqlShortAddresses(self._connection)
        return self
