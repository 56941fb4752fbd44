"""The transaction, and the look, in which printed cards are seen beside surveys and responses."""

from sqlalchemy import Connection

from services.intake.adapters.answer_files import SqlAnswerFiles
from services.intake.adapters.paper_cards import SqlPaperCards
from services.intake.adapters.reading import SqlReading
from services.intake.adapters.short_addresses import SqlShortAddresses
from services.intake.adapters.unit_of_work import RequestUnitOfWork


class _PaperParts:
    """Printed cards, short addresses and files, for a transaction and for a look alike."""

    cards: SqlPaperCards
    addresses: SqlShortAddresses
    files: SqlAnswerFiles

    def _attach_paper(self, connection: Connection) -> None:
        self.cards = SqlPaperCards(connection)
        self.addresses = SqlShortAddresses(connection)
        self.files = SqlAnswerFiles(connection)


class PaperUnitOfWork(RequestUnitOfWork, _PaperParts):
    """Implements the port PaperUnit."""

    def attach(self, connection: Connection) -> None:
        """Make the repositories of this transaction."""
        super().attach(connection)
        self._attach_paper(connection)


class SqlPaperReading(SqlReading, _PaperParts):
    """Implements the port PaperReading."""

    def attach(self, connection: Connection) -> None:
        """Make the repositories of this look."""
        super().attach(connection)
        self._attach_paper(connection)
