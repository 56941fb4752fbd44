"""What was published, in SQL: one row a survey, that of its newest number."""

from typing import Any

from sqlalchemy import Column, Connection, Integer, String, Table, update

from services.intake.adapters.tables import METADATA
from services.intake.domain.published_reports import PublishedReport
from shared.database.types import Json, UtcDateTime
from shared.database.upserts import insert_new

PUBLICATIONS = Table(
    "publications",
    METADATA,
    Column("team_id", String(64), primary_key=True),
    Column("survey", String(64), primary_key=True),
    Column("number", Integer, nullable=False),
    Column("path", String(200), nullable=False),
    Column("title", Json, nullable=False),
    Column("published_at", UtcDateTime, nullable=False),
)


class SqlPublishedReports:
    """Implements the port PublishedReports in a transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, report: PublishedReport) -> None:
        """Keep this number in place of lower ones; a higher one stays."""
        row = _row(report)
        if insert_new(self._connection, PUBLICATIONS, [row], PUBLICATIONS.c.number):
            return
        table = PUBLICATIONS.c
        lower = update(PUBLICATIONS).where(
            table.team_id == report.team_id, table.survey == report.survey, table.number < report.number
        )
        self._connection.execute(lower.values(row))


def published_report(row: Any) -> PublishedReport | None:
    """The publication in a row whose columns are named `published_…`; None where nothing was published."""
    if row.published_number is None:
        return None
    return PublishedReport(
        row.team_id, row.survey, row.published_number, row.published_path, row.published_title, row.published_at
    )


def _row(report: PublishedReport) -> dict[str, Any]:
    return {
        "team_id": report.team_id,
        "survey": report.survey,
        "number": report.number,
        "path": report.path,
        "title": dict(report.title),
        "published_at": report.published_at,
    }
