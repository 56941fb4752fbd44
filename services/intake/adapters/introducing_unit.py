"""The part of a transaction that introductions are kept in."""

from sqlalchemy import Connection

from services.intake.adapters.introductions import SqlIntroductions
from shared.outbox.unit import MessagingUnitOfWork


class IntroducingUnit(MessagingUnitOfWork):
    """A transaction that knows who was asked to meet whom."""

    def attach(self, connection: Connection) -> None:
        """Make the repositories of this transaction."""
        super().attach(connection)
        self.introductions = SqlIntroductions(connection, locking=True)
