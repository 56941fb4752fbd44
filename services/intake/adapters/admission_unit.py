"""The transaction in which a card is let in and stored, and nothing of both without the other."""

from sqlalchemy import Connection

from services.intake.adapters.answer_files import SqlAnswerFiles
from services.intake.adapters.entries import SqlEntries
from services.intake.adapters.invitations import SqlInvitations
from services.intake.adapters.places import SqlPlaces
from services.intake.adapters.reading import SqlReading
from services.intake.adapters.unfinished import SqlUnfinished
from services.intake.adapters.unit_of_work import RequestUnitOfWork


class SqlAdmissionUnit(RequestUnitOfWork):
    """The transaction of a request, with invitations, places and what is kept beside responses."""

    invitations: SqlInvitations
    places: SqlPlaces
    unfinished: SqlUnfinished
    files: SqlAnswerFiles
    entries: SqlEntries

    def attach(self, connection: Connection) -> None:
        """Make the repositories of this transaction."""
        super().attach(connection)
        self.invitations = SqlInvitations(connection)
        self.places = SqlPlaces(connection)
        self.unfinished = SqlUnfinished(connection)
        self.files = SqlAnswerFiles(connection)
        self.entries = SqlEntries(connection)


class SqlAdmissionReading(SqlReading):
    """The look that changes nothing, with invitations, places and what is kept beside responses."""

    invitations: SqlInvitations
    places: SqlPlaces
    unfinished: SqlUnfinished
    files: SqlAnswerFiles
    entries: SqlEntries

    def attach(self, connection: Connection) -> None:
        """Make the repositories of this look."""
        super().attach(connection)
        self.invitations = SqlInvitations(connection)
        self.places = SqlPlaces(connection)
        self.unfinished = SqlUnfinished(connection)
        self.files = SqlAnswerFiles(connection)
        self.entries = SqlEntries(connection)
