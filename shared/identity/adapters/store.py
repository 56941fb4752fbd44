"""The store of identity in one database: repositories hung on a transaction."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from shared.database.engine import Database
from shared.database.unit_of_work import UnitOfWork
from shared.identity.adapters.attempts import SqlAttempts
from shared.identity.adapters.links import SqlLinks
from shared.identity.adapters.people import SqlPeople
from shared.identity.adapters.sessions import SqlSessions
from shared.identity.adapters.tokens import SqlTokens
from shared.identity.application import ports


class SqlRepositories:
    """Everything the store holds, seen through one connection."""

    def __init__(self, connection: Connection) -> None:
        self.people: ports.People = SqlPeople(connection)
        self.sessions: ports.Sessions = SqlSessions(connection)
        self.links: ports.Links = SqlLinks(connection)
        self.tokens: ports.Tokens = SqlTokens(connection)
        self.attempts: ports.Attempts = SqlAttempts(connection)


class SqlWork(UnitOfWork):
    """A writing transaction with its repositories."""

    people: ports.People
    sessions: ports.Sessions
    links: ports.Links
    tokens: ports.Tokens
    attempts: ports.Attempts

    def attach(self, connection: Connection) -> None:
        """Hang the repositories on this transaction."""
        vars(self).update(vars(SqlRepositories(connection)))


class SqlStore:
    """The port ``Store`` on a database of its own."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def writing(self) -> SqlWork:
        """To change something."""
        return SqlWork(self._database)

    @contextmanager
    def reading(self) -> Iterator[SqlRepositories]:
        """To look only."""
        with self._database.read() as connection:
            yield SqlRepositories(connection)
