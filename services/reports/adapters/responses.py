"""The rows of responses in SQL: words, codings, tombstones, and what was put aside; whole batches at a time."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select

from services.reports.adapters import tables
from services.reports.adapters.codes import codes_read, codes_written
from services.reports.domain.attributes import LANGUAGE, groups_of
from services.reports.domain.chances import Chances
from services.reports.domain.counts import CodeAt, Footprint
from services.reports.domain.settling import Changes, Known
from services.reports.domain.surveys import SurveyKey
from shared.contracts.messages import ResponseCoded
from shared.database.upserts import Row

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
        answered: dict[str, set[str]] = defaultdict(set)
        coded: dict[str, set[CodeAt]] = defaultdict(set)
        answer, coding = tables.answers.c, tables.codings.c
        chances: dict[str, dict[str, Chances]] = defaultdict(dict)
        for row in self._about(ids, answer.response_id, answer.question, answer.text, answer.chances):
            if row.text.strip():
                answered[row.response_id].add(row.question)
            if row.chances is not None:
                chances[row.response_id][row.question] = dict(sorted(codes_read(row.chances).items()))
        for row in self._about(ids, coding.response_id, coding.question, coding.theme, coding.code):
            coded[row.response_id].add(CodeAt(row.question, row.theme, row.code))
        return [
            Footprint(
                survey=SurveyKey(row.team_id, row.survey),
                language=row.language,
                answered=frozenset(answered[row.response_id]),
                coded=frozenset(coded[row.response_id]),
                groups=groups_of(row.language, dict(sorted(row.attributes.items()))),
                chances=chances[row.response_id],
            )
            for row in self._about(ids, *tables.responses.c)
        ]

    def apply(self, changes: Changes, footprints: Mapping[str, Footprint]) -> None:
        """Do the changes to the rows."""
        whose = [(response, footprints[response.response_id]) for response in changes.stored]
        for table in (tables.codings, tables.answers, tables.responses):
            self._remove(table, changes.removed)
        self._remove(tables.parked_responses, changes.unparked)
        self._insert(tables.responses, [_response_row(*each) for each in whose])
        self._insert(tables.answers, [row for each in whose for row in _answer_rows(*each)])
        self._insert(tables.codings, [row for response in changes.stored for row in _coding_rows(response)])
        self._insert(
            tables.tombstones,
            [{**_whose(message), "withdrawn_at": message.withdrawn_at} for message in changes.withdrawn],
        )
        self._insert(
            tables.parked_responses,
            [{**_whose(message), "service": message.service, "reason": message.reason} for message in changes.parked],
        )

    def _about(self, ids: Collection[str], *columns: Any) -> Iterator[Any]:
        """The given columns of the rows about these responses; the first column is the response's id."""
        found = select(*columns)
        for some in _parts(sorted(ids)):
            yield from self._connection.execute(found.where(columns[0].table.c.response_id.in_(some)))

    def _remove(self, table: Table, ids: Sequence[str]) -> None:
        for some in _parts(ids):
            self._connection.execute(delete(table).where(table.c.response_id.in_(some)))

    def _insert(self, table: Table, rows: Sequence[Row]) -> None:
        if rows:
            self._connection.execute(insert(table), rows)


def _parts(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    """No statement gets more parameters than a driver takes."""
    return (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))


def _whose(message: Any) -> dict[str, Any]:
    return {"response_id": message.response_id, "team_id": message.team_id, "survey": message.survey}


def _response_row(response: ResponseCoded, footprint: Footprint) -> dict[str, Any]:
    return {
        **_whose(response),
        "received_at": response.received_at,
        "language": response.language,
        "revision": response.revision,
        "attributes": {group.attribute: group.value for group in footprint.groups if group.attribute != LANGUAGE},
        "consents": list(response.consents),
    }


def _answer_rows(response: ResponseCoded, footprint: Footprint) -> Iterator[dict[str, Any]]:
    whose = _whose(response)
    for answer in response.answers:
        chances = footprint.chances.get(answer.question)
        yield {
            **whose,
            "question": answer.question,
            "text": answer.text,
            "chances": None if chances is None else codes_written(chances),
            "codebook": answer.codebook,
            "codebook_version": answer.codebook_version,
            "model": answer.model,
            "tone": answer.tone,
            "machine": [
                {"code": made.code, "theme": made.theme, "confidence": made.confidence, "spans": made.spans}
                for made in answer.codings
            ],
            "facets": list(answer.facets),
            "personal": [{"start": mark.start, "end": mark.end, "kind": mark.kind} for mark in answer.personal],
        }


def _coding_rows(response: ResponseCoded) -> Iterator[dict[str, Any]]:
    whose = {**_whose(response), "received_at": response.received_at}
    for answer in response.answers:
        for coding in answer.codings:
            yield {
                **whose,
                "question": answer.question,
                "code": coding.code,
                "theme": coding.theme,
                "confidence": coding.confidence,
                "spans": coding.spans,
                "coder": answer.model,
            }
