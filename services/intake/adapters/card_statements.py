"""The two statements that every card takes on PostgreSQL, as plain as they can be: everybody waits for them."""

import json
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any, Final, NamedTuple

import psycopg
from sqlalchemy import Column
from sqlalchemy.dialects import postgresql

from services.intake.adapters.tables import DELIVERY, RESPONSES
from shared.contracts.messages import Message
from shared.contracts.plain import plain
from shared.outbox.unit import outbox_row

_PROMISE: Final = "promise_"
_DIALECT: Final = postgresql.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy types it not
_NEWEST: Final = "SELECT slug, version, closed_at FROM surveys WHERE slug = ANY(%s)"


class Newest(NamedTuple):
    """Which version of a survey is the newest, and when it was closed by hand."""

    slug: str
    version: int
    closed_at: datetime | None

    def needed(self, version: int) -> tuple[int, ...]:
        """The versions that have to be known to show the survey as it stands, the one whose questions count last."""
        return (self.version, version) if 0 < version < self.version else (self.version,)


def newest_versions(slugs: Sequence[str], driver: "psycopg.Connection[Any]") -> list[Newest]:
    """The newest version of each of these surveys that is there."""
    return [Newest(*row) for row in driver.execute(_NEWEST, (list(slugs),)).fetchall()]


Card = tuple[dict[str, Any], Message | None]
"""A response as a row and the promise of its analysis; one that is put aside has none."""


def keep_in_one_statement(cards: Sequence[Card], driver: "psycopg.Connection[Any]", now: datetime) -> set[str]:
    """Store the responses whose id is not there, and the messages of those alone; the ids that were stored.

    BEGIN, two inserts and COMMIT would be four turns with the database. Texts travel as JSON and arrive as they are:
    NUL and halves of characters, which JSON in PostgreSQL can't hold, were refused before.
    """
    # In the order of their ids, so that two processes with the same cards never wait for each other in a circle.
    rows = [
        row | (_promise(message, now) if message else {})
        for row, message in sorted(cards, key=lambda card: str(card[0]["id"]))
    ]
    given = json.dumps(rows, ensure_ascii=False, default=plain)
    return {id_ for (id_,) in driver.execute(_statement(), (given,)).fetchall()}


def _promise(message: Message, now: datetime) -> dict[str, Any]:
    promise = outbox_row(message, now)
    promise["body"] = promise["body"].decode()
    return {_PROMISE + name: value for name, value in promise.items()}


@cache
def _statement() -> bytes:
    stored = [column.name for column in RESPONSES.c]
    promised = [column for column in DELIVERY.outbox.c if column.name not in ("id", "sent_at")]
    typed = [*map(_typed, RESPONSES.c), *(_typed(column, _PROMISE) for column in promised)]
    values = [_value(column) for column in promised]
    # All names are our own columns; bytes, since the driver wants a text that nobody could have written into.
    return (
        f"WITH card AS (SELECT * FROM jsonb_to_recordset(%s::jsonb) AS given({', '.join(typed)})),"  # noqa: S608  because all names are our own columns
        f" stored AS (INSERT INTO responses ({', '.join(stored)}) SELECT {', '.join(stored)} FROM card"
        " ON CONFLICT DO NOTHING RETURNING id),"
        f" promised AS (INSERT INTO outbox ({', '.join(column.name for column in promised)})"
        f" SELECT {', '.join(values)} FROM card JOIN stored USING (id)"
        f" WHERE {_PROMISE}name IS NOT NULL ON CONFLICT DO NOTHING)"
        " SELECT id FROM stored"
    ).encode()


def _typed(column: Column[Any], prefix: str = "") -> str:
    kind = "text" if column.name == "body" else column.type.compile(dialect=_DIALECT)
    return f"{prefix}{column.name} {kind}"


def _value(column: Column[Any]) -> str:
    name = _PROMISE + column.name
    return f"convert_to({name}, 'UTF8')" if column.name == "body" else name
