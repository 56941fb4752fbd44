"""The only place that commits: what a use case changes and what it tells others become true together."""

from types import TracebackType
from typing import Self

from sqlalchemy import Connection

from shared.database.engine import Database


class UnitOfWork:
    """One transaction. Left without `commit()`, by an error or not, it leaves no trace.

    A service's own unit of work overrides `attach` to hang its repositories on the connection.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection: Connection | None = None

    def attach(self, connection: Connection) -> None:
        """Make the repositories of this transaction."""

    def __enter__(self) -> Self:
        opened = self._database.engine.connect()
        try:
            self._connection = opened.execution_options(adborth_writes=True)
            self._connection.begin()
        except BaseException:
            opened.close()
            raise
        self.attach(self._connection)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def commit(self) -> None:
        """Make everything since the beginning true, or raise and make nothing true."""
        if self._connection is None:
            raise RuntimeError("commit outside of the unit of work")
        self._connection.commit()
