"""The part of a transaction that telling others works with."""

from sqlalchemy import Connection

from services.reports.adapters.codebook_unit import CodebookUnit
from services.reports.adapters.introductions import SqlIntroductions
from services.reports.adapters.outgoing import SqlOutgoing
from services.reports.adapters.watch import SqlWatch


class TellingUnit(CodebookUnit):
    """A transaction that knows whom news are told, what was told, and who is asked to meet whom."""

    def attach(self, connection: Connection) -> None:
        """Make the repositories of this transaction."""
        super().attach(connection)
        self.outgoing = SqlOutgoing(connection)
        self.watch = SqlWatch(connection)
        self.introductions = SqlIntroductions(connection, locking=True)
