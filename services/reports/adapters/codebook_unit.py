"""The part of reports' unit of work that codebooks are worked on with."""

from sqlalchemy import Connection

from services.reports.adapters.codebook_shelf import SqlCodebookShelf
from services.reports.adapters.recodings import SqlRecodings
from shared.outbox.unit import MessagingUnitOfWork


class CodebookUnit(MessagingUnitOfWork):
    """One transaction, as far as codebooks, codings anew and discoveries go."""

    def attach(self, connection: Connection) -> None:
        """Make the repositories of this transaction."""
        super().attach(connection)
        self.shelf = SqlCodebookShelf(connection)
        self.recodings = SqlRecodings(connection, locking=True)
