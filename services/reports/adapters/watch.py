"""What was told of findings, thresholds and digests in SQL."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, select, update

from services.reports.adapters import tables
from services.reports.adapters.outgoing_tables import digests, thresholds, watched
from services.reports.adapters.report_rows import mine_of
from services.reports.domain.digests import Digest, Rhythm
from services.reports.domain.surveys import SurveyKey
from services.reports.domain.watching import Measure, Threshold, ToldShare
from shared.database.upserts import upsert


class SqlWatch:
    """Implements the port Watch on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def changed_surveys(self) -> list[tuple[SurveyKey, int]]:
        """Surveys whose report changed since it was looked at, with the stamp it has now."""
        counts = tables.survey_counts.c
        same = (watched.c.team_id == counts.team_id) & (watched.c.survey == counts.survey)
        found = (
            select(counts.team_id, counts.survey, counts.stamp)
            .select_from(tables.survey_counts.outerjoin(watched, same))
            .where(watched.c.stamp.is_(None) | (watched.c.stamp != counts.stamp))
            .order_by(counts.team_id, counts.survey)
        )
        return [(SurveyKey(row.team_id, row.survey), row.stamp) for row in self._connection.execute(found)]

    def told(self, key: SurveyKey) -> Mapping[str, ToldShare]:
        """What was told last of each code."""
        found = self._connection.execute(select(watched.c.told).where(*mine_of(watched, key))).scalar_one_or_none()
        return {code: ToldShare(*share) for code, share in (found or {}).items()}

    def remember(self, key: SurveyKey, stamp: int, told: Mapping[str, ToldShare]) -> None:
        """Keep that the report of this stamp was looked at, and what is told of it."""
        row = {"team_id": key.team_id, "survey": key.slug, "stamp": stamp}
        upsert(self._connection, watched, [row | {"told": {code: list(share) for code, share in told.items()}}])

    def thresholds(self, team_id: str, survey: str | None = None) -> list[Threshold]:
        """The team's thresholds, of one survey or all."""
        found = select(thresholds).where(thresholds.c.team_id == team_id)
        if survey is not None:
            found = found.where(thresholds.c.survey == survey)
        ordered = found.order_by(thresholds.c.survey, thresholds.c.code, thresholds.c.id)
        return [
            Threshold(**{**row._mapping, "measure": Measure(row.measure)}) for row in self._connection.execute(ordered)
        ]

    def put_threshold(self, threshold: Threshold) -> None:
        """Keep this in place of what was known."""
        names = [column.name for column in thresholds.c]
        upsert(self._connection, thresholds, [{name: getattr(threshold, name) for name in names}])

    def mark_crossed(self, threshold: Threshold) -> None:
        """Keep whether a threshold is crossed, if it is still there."""
        mine = thresholds.c.team_id == threshold.team_id, thresholds.c.id == threshold.id
        self._connection.execute(update(thresholds).where(*mine).values(crossed=threshold.crossed))

    def remove_threshold(self, team_id: str, id_: str) -> bool:
        """Forget one; False when there is none."""
        return self._remove(thresholds, team_id, id_)

    def digests(self, team_id: str) -> list[Digest]:
        """The team's digests, by address."""
        found = select(digests).where(digests.c.team_id == team_id).order_by(digests.c.email, digests.c.id)
        return [_digest(row) for row in self._connection.execute(found)]

    def digests_due(self, now: datetime) -> list[Digest]:
        """Confirmed digests whose time has come, locked until the end of the transaction; others pass over them."""
        due = select(digests).where(digests.c.confirmed.is_(True), digests.c.next_at <= now).order_by(digests.c.id)
        return [_digest(row) for row in self._connection.execute(due.with_for_update(skip_locked=True))]

    def digest_by_key(self, key: str) -> Digest | None:
        """The digest that a link is of."""
        row = self._connection.execute(select(digests).where(digests.c.key == key)).one_or_none()
        return _digest(row) if row else None

    def put_digest(self, digest: Digest) -> None:
        """Keep this in place of what was known."""
        names = [column.name for column in digests.c]
        upsert(self._connection, digests, [{name: getattr(digest, name) for name in names}])

    def remove_digest(self, team_id: str, id_: str) -> bool:
        """Forget one; False when there is none."""
        return self._remove(digests, team_id, id_)

    def _remove(self, table: Any, team_id: str, id_: str) -> bool:
        removed = delete(table).where(table.c.team_id == team_id, table.c.id == id_)
        return self._connection.execute(removed).rowcount == 1


def _digest(row: Any) -> Digest:
    return Digest(**{**row._mapping, "rhythm": Rhythm(row.rhythm)})
