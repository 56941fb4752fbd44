"""Blind codings in SQL: a row for each person and answer."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, delete, select

from services.reports.adapters.coding_rows import codings_read, codings_written
from services.reports.adapters.review_tables import blind_codings
from services.reports.domain.blind import BlindCoding
from services.reports.domain.decisions import AnswerAt, Reviewer
from services.reports.domain.surveys import SurveyKey
from shared.database.upserts import upsert

_BATCH: Final = 1000
_SAME: Final = ("coded_at", "words", "codebook", "codebook_version", "model")


class SqlBlindCodings:
    """Implements the port BlindCodings on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, at: AnswerAt) -> Sequence[BlindCoding]:
        """All of an answer."""
        table = blind_codings.c
        mine = (table.response_id == at.response_id) & (table.question == at.question)
        return [coding_of(row) for row in self._connection.execute(select(blind_codings).where(mine))]

    def put(self, coding: BlindCoding) -> None:
        """Keep a coding in place of the same person's."""
        row = {
            **coding.at._asdict(),
            "team_id": coding.survey.team_id,
            "survey": coding.survey.slug,
            "reviewer": coding.reviewer.id,
            "reviewer_name": coding.reviewer.name,
            "codings": codings_written(coding.codings),
            "machine": codings_written(coding.machine),
            **{name: getattr(coding, name) for name in _SAME},
        }
        upsert(self._connection, blind_codings, [row])

    def forget(self, ids: Sequence[str]) -> None:
        """Let nothing stay of these responses."""
        for start in range(0, len(ids), _BATCH):
            some = ids[start : start + _BATCH]
            self._connection.execute(delete(blind_codings).where(blind_codings.c.response_id.in_(some)))


def coding_of(row: Any) -> BlindCoding:
    """The coding in a row."""
    return BlindCoding(
        survey=SurveyKey(row.team_id, row.survey),
        at=AnswerAt(row.response_id, row.question),
        reviewer=Reviewer(row.reviewer, row.reviewer_name),
        codings=codings_read(row.codings),
        machine=codings_read(row.machine),
        **{name: getattr(row, name) for name in _SAME},
    )
