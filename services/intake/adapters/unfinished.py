"""Where unfinished answers are kept, found by a key from which nobody gets to the code."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, delete, func, select

from services.intake.adapters.tables import RESPONSES
from services.intake.adapters.unfinished_tables import ANSWER_FILES, UNFINISHED
from services.intake.domain.responses import State
from services.intake.domain.unfinished import Unfinished
from shared.database.upserts import upsert

_OF = UNFINISHED.c
_AT_A_TIME: Final = 1_000


class SqlUnfinished:
    """The port UnfinishedAnswers in the database."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def hold(self, key: str) -> None:
        """Let nobody else save or send the answers of this key until the transaction ends.

        A row can't be locked that is not there yet, or was just removed; on SQLite only one transaction writes.
        """
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(key, 0))))

    def keep(self, unfinished: Unfinished) -> None:
        """Keep these answers, in place of those of the same key."""
        row = {column.name: getattr(unfinished, column.name) for column in _OF}
        upsert(self._connection, UNFINISHED, [row | {"answers": dict(unfinished.answers)}])

    def find(self, key: str, at: datetime) -> Unfinished | None:
        """The answers of this key, None when there are none or they have expired by now."""
        row = self._connection.execute(select(UNFINISHED).where(_OF.key == key, _OF.expires_at > at)).one_or_none()
        return _unfinished(row) if row else None

    def of_survey(self, slug: str, at: datetime) -> list[Unfinished]:
        """Those of a survey that have not expired, the first saved first."""
        wanted = select(UNFINISHED).where(_OF.survey == slug, _OF.expires_at > at).order_by(_OF.saved_at, _OF.key)
        return [_unfinished(row) for row in self._connection.execute(wanted)]

    def remove(self, keys: Sequence[str]) -> None:
        """Forget the answers of these keys."""
        for start in range(0, len(keys), _AT_A_TIME):
            self._connection.execute(delete(UNFINISHED).where(_OF.key.in_(keys[start : start + _AT_A_TIME])))

    def forget_expired(self, at: datetime) -> int:
        """Forget what has expired by now; how many there were."""
        return self._connection.execute(delete(UNFINISHED).where(_OF.expires_at <= at)).rowcount

    def sent(self, slug: str) -> Iterator[tuple[int, Mapping[str, str]]]:
        """The cards of a survey that were sent and not withdrawn: the version and the answers of each."""
        table = RESPONSES.c
        wanted = select(table.survey_version, table.answers).where(
            table.survey == slug, table.state != State.WITHDRAWN.value
        )
        found = self._connection.execution_options(yield_per=_AT_A_TIME).execute(wanted)
        return ((row.survey_version, row.answers) for row in found)


def forget_unsent_of(connection: Connection, survey: str) -> None:
    """Take away what people saved for a survey that is deleted, and files that no response had taken."""
    for table in (UNFINISHED, ANSWER_FILES):
        connection.execute(delete(table).where(table.c.survey == survey))


def _unfinished(row: Any) -> Unfinished:
    return Unfinished(**row._mapping)
