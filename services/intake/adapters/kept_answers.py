"""Where the answers to programs' keyed requests are kept."""

from datetime import datetime
from typing import Final

from sqlalchemy import Column, Index, Integer, String, Table, Text, delete, select

from services.intake.adapters.outages import telling_outages
from services.intake.adapters.tables import METADATA
from services.intake.domain.kept_answers import KeptAnswer, RequestKey
from shared.database.engine import Database
from shared.database.types import UtcDateTime
from shared.database.upserts import insert_new, upsert

KEPT_ANSWERS: Final = Table(
    "kept_answers",
    METADATA,
    Column("caller", String(36), primary_key=True),
    Column("key", String(255), primary_key=True),
    Column("team_id", String(64), nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("status", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("location", Text, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Index("ix_kept_answers_expires_at", "expires_at"),
)
_OF = KEPT_ANSWERS.c


class SqlAnswerBook:
    """Implements the port AnswerBook, each call in a transaction of its own; an outage is told as StorageAway."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def claim(self, key: RequestKey, at: datetime, until: datetime) -> KeptAnswer | None:
        """Take the key, held until a moment; None when it is ours now, else what stands under it."""
        held = _row(key, KeptAnswer()) | {"expires_at": until}
        mine = (_OF.caller == key.caller) & (_OF.key == key.key)
        with telling_outages(), self._database.write() as connection:
            connection.execute(delete(KEPT_ANSWERS).where(mine, _OF.expires_at <= at))
            if insert_new(connection, KEPT_ANSWERS, [held], _OF.key):
                return None
            row = connection.execute(select(KEPT_ANSWERS).where(mine)).one()
        return KeptAnswer(row.fingerprint, row.status, row.body, row.location)

    def keep(self, key: RequestKey, answer: KeptAnswer, until: datetime) -> None:
        """Keep the answer under a key that was taken."""
        with telling_outages(), self._database.write() as connection:
            upsert(connection, KEPT_ANSWERS, [_row(key, answer) | {"expires_at": until}])

    def release(self, key: RequestKey) -> None:
        """Give a key back: nothing was made under it."""
        mine = (_OF.caller == key.caller) & (_OF.key == key.key)
        with telling_outages(), self._database.write() as connection:
            connection.execute(delete(KEPT_ANSWERS).where(mine))

    def forget_before(self, at: datetime) -> int:
        """Throw away what has had its time; how many."""
        with telling_outages(), self._database.write() as connection:
            return connection.execute(delete(KEPT_ANSWERS).where(_OF.expires_at <= at)).rowcount


def _row(key: RequestKey, answer: KeptAnswer) -> dict[str, object]:
    return {
        "caller": key.caller,
        "key": key.key,
        "team_id": key.team_id,
        "fingerprint": answer.fingerprint,
        "status": answer.status,
        "body": answer.body,
        "location": answer.location,
    }
