"""The rows of responses in SQL: words, codings, tombstones, and what was put aside; whole batches at a time."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select

from services.reports.adapters import tables
from services.reports.adapters.aspect_tables import spoken_answers
from services.reports.adapters.footprints import read_footprints
from services.reports.adapters.response_rows import (
    answer_rows,
    answer_said,
    coding_rows,
    response_row,
    response_said,
    spoken_rows,
    whose_row,
)
from services.reports.domain.counts import Footprint
from services.reports.domain.holding import Standing
from services.reports.domain.settling import Changes, Known
from services.reports.domain.surveys import SurveyKey
from shared.contracts.coded_answers import AnswerCoded
from shared.contracts.messages import ResponseCoded

_BATCH = 1000


class SqlResponses:
    """Implements the port Responses on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def known(self, ids: Collection[str]) -> Known:
        """What is held about these."""
        stored, parked = tables.responses.c, tables.parked_responses.c
        return Known(
            revisions={row.response_id: row.revision for row in self._about(ids, stored.response_id, stored.revision)},
            withdrawn=frozenset(row.response_id for row in self._about(ids, tables.tombstones.c.response_id)),
            parked={
                row.response_id: SurveyKey(row.team_id, row.survey)
                for row in self._about(ids, parked.response_id, parked.team_id, parked.survey)
            },
        )

    def footprints(self, ids: Collection[str]) -> list[Footprint]:
        """What each of these, as stored, adds to the counts."""
        return read_footprints(ids, self._about)

    def surveys(self, ids: Collection[str]) -> set[SurveyKey]:
        """Whose responses these are, as far as they are stored."""
        table = tables.responses.c
        return {SurveyKey(row.team_id, row.survey) for row in self._about(ids, table.response_id, *_of(table))}

    def said(self, ids: Collection[str]) -> list[ResponseCoded]:
        """Those of these that are stored, as the model coded them."""
        answers: dict[str, list[AnswerCoded]] = defaultdict(list)
        for row in self._about(ids, *tables.answers.c):
            answers[row.response_id].append(answer_said(row))
        return [response_said(row, answers[row.response_id]) for row in self._about(ids, *tables.responses.c)]

    def apply(self, changes: Changes, standings: Mapping[str, Standing]) -> None:
        """Do the changes to the rows."""
        whose = [standings[response.response_id] for response in changes.stored]
        for table in (tables.codings, spoken_answers, tables.answers, tables.responses):
            self._remove(table, changes.removed)
        self._remove(tables.parked_responses, changes.unparked)
        self._insert(tables.responses, [response_row(each) for each in whose])
        self._insert(tables.answers, [row for each in whose for row in answer_rows(each)])
        self._insert(spoken_answers, [row for each in whose for row in spoken_rows(each.said)])
        self._insert(tables.codings, [row for each in whose for row in coding_rows(each.held)])
        self._insert(
            tables.tombstones,
            [{**whose_row(message), "withdrawn_at": message.withdrawn_at} for message in changes.withdrawn],
        )
        self._insert(
            tables.parked_responses,
            [
                {**whose_row(message), "service": message.service, "reason": message.reason}
                for message in changes.parked
            ],
        )

    def _about(self, ids: Collection[str], *columns: Any) -> Iterator[Any]:
        """The given columns of the rows about these responses; the first column is the response's id."""
        found = select(*columns)
        for some in _parts(sorted(ids)):
            yield from self._connection.execute(found.where(columns[0].table.c.response_id.in_(some)))

    def _remove(self, table: Table, ids: Sequence[str]) -> None:
        for some in _parts(ids):
            self._connection.execute(delete(table).where(table.c.response_id.in_(some)))

    def _insert(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        if rows:
            self._connection.execute(insert(table), rows)


def _parts(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    """No statement gets more parameters than a driver takes."""
    return (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))


def _of(columns: Any) -> tuple[Any, Any]:
    return columns.team_id, columns.survey
