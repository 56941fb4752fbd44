"""The transaction, and the look, in which uploaded files are seen beside surveys and responses."""

from sqlalchemy import Connection

from services.intake.adapters.imports import SqlImports
from services.intake.adapters.reading import SqlReading
from services.intake.adapters.unit_of_work import RequestUnitOfWork


class SqlImportUnit(RequestUnitOfWork):
    """Implements the port ImportUnit."""

    imports: SqlImports

    def attach(self, connection: Connection) -> None:
        """Make the repositories of this transaction."""
        super().attach(connection)
        self.imports = SqlImports(connection)


class SqlImportReading(SqlReading):
    """Implements the port ImportReading."""

    imports: SqlImports

    def attach(self, connection: Connection) -> None:
        """Make the repositories of this look."""
        super().attach(connection)
        self.imports = SqlImports(connection)
