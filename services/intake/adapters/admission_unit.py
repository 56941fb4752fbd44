"""The transaction in which a card is let in and stored, and nothing of both without the other."""

from sqlalchemy import Connection

from services.intake.adapters.answer_files import SqlAnswerFiles
from services.intake.adapters.entries import SqlEntries
from services.intake.adapters.invitations import SqlInvitations
from services.intake.adapters.places import SqlPlaces
from services.intake.adapters.reading import SqlReading
from services.intake.adapters.unfinished import SqlUnfinished
from services.intake.adapters.unit_of_work import RequestUnitOfWork


class _AdmissionParts:
    """Invitations, places and what is kept beside responses, for a transaction and for a look alike."""

    invitations: SqlInvitations
    places: SqlPlaces
    unfinished: SqlUnfinished
    files: SqlAnswerFiles
    entries: SqlEntries

    def _attach_admission(self, connection: Connection) -> None:
        self.invitations = SqlInvitations(connection)
        self.places = SqlPlaces(connection)
        self.unfinished = SqlUnfinished(connection)
        self.files = SqlAnswerFiles(connection)
        self.entries = SqlEntries(connection)


class SqlAdmissionUnit(RequestUnitOfWork, _AdmissionParts):
    """The transaction of a request, with invitations, places and what is kept beside responses."""

    def attach(self, connection: Connection) -> None:
        """Make the repositories of this transaction."""
        super().attach(connection)
        self._attach_admission(connection)


class SqlAdmissionReading(SqlReading, _AdmissionParts):
    """The look that changes nothing, with invitations, places and what is kept beside responses."""

    def attach(self, connection: Connection) -> None:
        """Make the repositories of this look."""
        super().attach(connection)
        self._attach_admission(connection)
