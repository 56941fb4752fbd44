"""What anybody may ask about comments and thanks, read at one moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from services.reports.adapters.answering import sql_answering
from services.reports.adapters.redactions import SqlRedactions
from services.reports.application.answering_ports import Answering
from shared.database.engine import Database


@dataclass(frozen=True, slots=True)
class SqlAnsweringReading:
    """Implements the port AnsweringReading on one connection."""

    answering: Answering
    redactions: SqlRedactions


@contextmanager
def open_answering(database: Database) -> Iterator[SqlAnsweringReading]:
    """A moment of the database."""
    with database.read() as connection:
        yield SqlAnsweringReading(sql_answering(connection), SqlRedactions(connection))
