"""The only commit of intake, and the look at its database that changes nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from types import TracebackType
from typing import Self

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from services.intake.adapters.responses import SqlResponses
from services.intake.adapters.surveys import KnownVersions, SqlSurveys
from services.intake.adapters.tables import DELIVERY
from services.intake.domain.errors import StorageAway
from shared.contracts.clock import Clock
from shared.contracts.messages import Message
from shared.database.engine import Database, is_outage
from shared.observability import correlation
from shared.outbox.unit import MessagingUnitOfWork, Outbox

_RETRY_AFTER_S = 5


class CorrelatedOutbox(Outbox):
    """An outbox whose messages bear the id of the request or message that they were promised in."""

    def add(self, *messages: Message) -> None:
        """Promise to send these."""
        super().add(*(replace(message, correlation_id=correlation.current()) for message in messages))


class SqlUnitOfWork(MessagingUnitOfWork):
    """Surveys, responses, outbox, inbox and parked in one transaction."""

    def __init__(self, database: Database, clock: Clock, known: KnownVersions) -> None:
        super().__init__(database, DELIVERY, clock)
        self._known = known

    def attach(self, connection: Connection) -> None:
        """Make the repositories of this transaction."""
        super().attach(connection)
        self.outbox = CorrelatedOutbox(connection, DELIVERY, self._clock)
        self.surveys = SqlSurveys(connection, self._known)
        self.responses = SqlResponses(connection)


class RequestUnitOfWork(SqlUnitOfWork):
    """The same for requests and commands: a database that is away, full or busy is told as StorageAway.

    The message consumer needs the database's own error instead, to know that its batch has to come again.
    """

    def __enter__(self) -> Self:
        with telling_outages():
            return super().__enter__()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        super().__exit__(kind, error, trace)
        if error is not None:
            raise_away(error)


class SqlReading:
    """A look at one consistent state; a database that is away is told as StorageAway."""

    surveys: SqlSurveys
    responses: SqlResponses

    def __init__(self, database: Database, known: KnownVersions) -> None:
        self._database = database
        self._known = known
        self._connection: Connection | None = None

    def __enter__(self) -> Self:
        with telling_outages():
            self._connection = self._database.engine.connect()
            self._connection.begin()
        self.surveys = SqlSurveys(self._connection, self._known)
        self.responses = SqlResponses(self._connection)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if error is not None:
            raise_away(error)


@contextmanager
def telling_outages() -> Iterator[None]:
    """Tell a database that is away, full or busy as StorageAway."""
    try:
        yield
    except SQLAlchemyError as error:
        raise_away(error)
        raise


def raise_away(error: BaseException) -> None:
    """Raise StorageAway for an error that is the database's fault and not the data's."""
    if is_outage(error):
        raise StorageAway(retry_after_s=_RETRY_AFTER_S) from error
