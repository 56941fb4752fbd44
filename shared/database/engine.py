"""One way to open a database: SQLite in a file or a schema of PostgreSQL, with the settings the promises need."""

import select
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg.pq import TransactionStatus
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, InvalidatePoolError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

_BUSY_SECONDS = 30
# What a statement is given may be a person's words, and an error's text ends up in logs.
_HIDE_WORDS = True
_PG_OPTIONS = "-c timezone=UTC -c idle_in_transaction_session_timeout=60000 -c lock_timeout=30000"


class Database:
    """A service's own database.

    `url` is an SQLAlchemy address, `schema` the PostgreSQL schema that holds the service's tables (SQLite has one
    file a service instead). Writing transactions on SQLite begin with BEGIN IMMEDIATE, so that two writers queue up
    instead of failing half-way.
    """

    def __init__(self, url: str, schema: str | None = None, pool_size: int = 10) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.schema = None if self.is_sqlite else schema
        self.engine = self._sqlite() if self.is_sqlite else self._postgresql(pool_size)

    def _sqlite(self) -> Engine:
        if self.url.database:
            Path(self.url.database).parent.mkdir(parents=True, exist_ok=True)
        arguments = {"timeout": _BUSY_SECONDS, "check_same_thread": False}
        engine = create_engine(self.url, hide_parameters=_HIDE_WORDS, connect_args=arguments)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine

    def _postgresql(self, pool_size: int) -> Engine:
        options = _PG_OPTIONS + (f" -c search_path={self.schema}" if self.schema else "")
        engine = create_engine(
            self.url.set(drivername="postgresql+psycopg"),
            hide_parameters=_HIDE_WORDS,
            pool_size=pool_size,
            max_overflow=0,
            connect_args={"options": options, "connect_timeout": 5},
        )
        event.listen(engine, "checkout", _refuse_dead)
        return engine

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection inside one transaction, committed at the end of the block, rolled back on an error."""
        with self.engine.connect() as connection:
            begun = connection.execution_options(adborth_writes=True)
            with begun.begin():
                yield begun

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one consistent state and changes nothing."""
        with self.engine.connect() as connection:
            # PostgreSQL would show each statement the newest state: figures that do not belong together.
            yield connection if self.is_sqlite else connection.execution_options(isolation_level="REPEATABLE READ")

    @contextmanager
    def driver(self) -> Iterator["psycopg.Connection[Any]"]:
        """PostgreSQL's driver itself, where each statement is a transaction of its own, committed when it returns.

        For the few statements that everybody waits for: by SQLAlchemy each costs the processor three times as much.
        Errors arrive as SQLAlchemy's, so that nobody has to know two kinds.
        """
        with _as_sqlalchemy(), closing(self.engine.raw_connection()) as pooled:
            connection: psycopg.Connection[Any] = pooled.driver_connection  # type: ignore[assignment]  # it is psycopg's
            try:
                connection.autocommit = True
                yield connection
            finally:
                # Back in the pool it must begin transactions again; one that can't any more is not put back.
                if connection.closed or connection.info.transaction_status is not TransactionStatus.IDLE:
                    pooled.invalidate()
                else:
                    connection.autocommit = False

    def check(self) -> None:
        """Raises when the database can't be reached: for `/health/ready`."""
        with self.read() as connection:
            connection.exec_driver_sql("SELECT 1")

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def is_outage(error: BaseException) -> bool:
    """Whether an error says that the database is away, full or busy, and nothing about the data given to it."""
    if isinstance(error, PoolTimeout):
        return True
    if not isinstance(error, DBAPIError):
        return False
    return error.connection_invalidated or isinstance(error, OperationalError | InterfaceError)


@contextmanager
def _as_sqlalchemy() -> Iterator[None]:
    try:
        yield
    except psycopg.Error as error:
        raise DBAPIError.instance("", None, error, psycopg.Error, _HIDE_WORDS) from error


def _refuse_dead(connection: Any, _: ConnectionPoolEntry, __: PoolProxiedConnection) -> None:
    # An idle connection has nothing to say: whatever its socket holds is the end that a server left behind when it
    # stopped. Looking costs two microseconds, where SQLAlchemy's pre-ping asks the server each time.
    if connection.closed or _readable(connection.fileno()):
        raise InvalidatePoolError


def _readable(descriptor: int) -> bool:
    looking = select.poll()
    looking.register(descriptor, select.POLLIN)
    return bool(looking.poll(0))


def _prepare_sqlite(connection: Any, _: ConnectionPoolEntry) -> None:
    # The driver's own transaction handling is switched off, so that _begin_sqlite decides how one begins.
    connection.isolation_level = None
    for pragma in (f"busy_timeout={_BUSY_SECONDS * 1000}", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")
    _write_ahead(connection)


def _write_ahead(connection: Any) -> None:
    # A file is changed to write-ahead logging once, for good. SQLite does not wait with that for another process,
    # whatever the busy time-out says: two that open a fresh file together would make one fail.
    until = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("adborth_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
