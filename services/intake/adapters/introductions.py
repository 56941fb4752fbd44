"""Introductions in SQL: who was asked, without any address, which only their response holds."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, Index, String, Table, or_, select, update

from services.intake.adapters.responses import stored_response
from services.intake.adapters.tables import METADATA, RESPONSES
from services.intake.domain.introductions import OPEN, Introduction, Party, Standing
from services.intake.domain.responses import ASIDE, Response, State
from shared.database.types import Json, UtcDateTime
from shared.database.upserts import insert_new

INTRODUCTIONS = Table(
    "introductions",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("team_id", String(64), nullable=False),
    Column("parties", Json, nullable=False),
    Column("standing", String(16), nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("in_hand_until", UtcDateTime),
)
Index("introductions_by_standing", INTRODUCTIONS.c.standing)
_NOT_TO_BE_WRITTEN_TO = [state.value for state in (*ASIDE, State.WITHDRAWN)]


class SqlIntroductions:
    """Implements the port Introductions on one connection; `locking` in a transaction that changes them."""

    def __init__(self, connection: Connection, *, locking: bool = False) -> None:
        self._connection = connection
        self._locking = locking

    def add(self, introduction: Introduction) -> None:
        """Keep a new one; one that is known stays as it is."""
        insert_new(self._connection, INTRODUCTIONS, [_row(introduction)], INTRODUCTIONS.c.id)

    def find(self, id_: str) -> Introduction | None:
        """The introduction of this id."""
        found = select(INTRODUCTIONS).where(INTRODUCTIONS.c.id == id_)
        row = self._connection.execute(found.with_for_update() if self._locking else found).one_or_none()
        return _introduction(row) if row else None

    def open(self, now: datetime) -> list[Introduction]:
        """Those that are not at their end and that nobody has taken in hand."""
        table = INTRODUCTIONS.c
        found = select(INTRODUCTIONS).where(table.standing.in_([each.value for each in OPEN]), _is_free(now))
        return [_introduction(row) for row in self._connection.execute(found.order_by(table.id))]

    def put(self, introduction: Introduction) -> None:
        """Keep this in place of what was known."""
        mine = INTRODUCTIONS.c.id == introduction.id
        self._connection.execute(update(INTRODUCTIONS).where(mine).values(_row(introduction)))

    def take_in_hand(self, id_: str, now: datetime, until: datetime) -> bool:
        """Let nobody else write its letters until then."""
        taken = update(INTRODUCTIONS).where(INTRODUCTIONS.c.id == id_, _is_free(now)).values(in_hand_until=until)
        return self._connection.execute(taken.returning(INTRODUCTIONS.c.id)).one_or_none() is not None

    def let_go(self, id_: str) -> None:
        """Let others go on with it."""
        mine = INTRODUCTIONS.c.id == id_
        self._connection.execute(update(INTRODUCTIONS).where(mine).values(in_hand_until=None))

    def response(self, id_: str) -> Response | None:
        """A stored response with its answers, as far as it was not put aside or withdrawn."""
        table = RESPONSES.c
        found = select(RESPONSES).where(table.id == id_, table.state.not_in(_NOT_TO_BE_WRITTEN_TO))
        row = self._connection.execute(found).one_or_none()
        return stored_response(row) if row else None


def _is_free(now: datetime) -> Any:
    until = INTRODUCTIONS.c.in_hand_until
    return or_(until.is_(None), until <= now)


def _row(introduction: Introduction) -> dict[str, Any]:
    return {
        "id": introduction.id,
        "team_id": introduction.team_id,
        "parties": [asdict(party) for party in introduction.parties],
        "standing": introduction.standing.value,
        "expires_at": introduction.expires_at,
    }


def _introduction(row: Any) -> Introduction:
    first, second = (Party(**party) for party in row.parties)
    return Introduction(
        id=row.id,
        team_id=row.team_id,
        parties=(first, second),
        expires_at=row.expires_at,
        standing=Standing(row.standing),
    )
