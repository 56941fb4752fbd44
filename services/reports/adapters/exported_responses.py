"""Responses in SQL as a team takes them out, whole batches at a time."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Table, func, select

from services.reports.adapters import tables
from services.reports.adapters.publication_tables import redactions
from services.reports.domain.decisions import fingerprint
from services.reports.domain.exported_responses import AnswerHeld, CodingHeld, ResponseHeld
from services.reports.domain.masking import Mask, widened
from services.reports.domain.redactions import Verdict
from services.reports.domain.surveys import SurveyKey
from shared.contracts.exported_table import name_of
from shared.database.engine import Database

_BATCH: Final = 500


class SqlExportedResponses:
    """Implements the port ExportedResponses."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def count(self, key: SurveyKey) -> int:
        """How many responses a survey has."""
        table = tables.responses
        found = select(func.count()).select_from(table).where(*_mine(table, key))
        with self._database.read() as connection:
            return int(connection.execute(found).scalar_one())

    def all(self, key: SurveyKey) -> Iterator[ResponseHeld]:
        """Every response of a survey, with the codings that hold."""
        table = tables.responses
        after = ""
        with self._database.read() as connection:
            while True:
                found = select(table).where(*_mine(table, key), table.c.response_id > after)
                rows = connection.execute(found.order_by(table.c.response_id).limit(_BATCH)).all()
                if not rows:
                    return
                yield from _held(rows, connection)
                after = rows[-1].response_id


def _held(rows: Sequence[Any], connection: Connection) -> Iterator[ResponseHeld]:
    ids = [row.response_id for row in rows]
    codings: dict[tuple[str, str], list[CodingHeld]] = defaultdict(list)
    for row in _about(tables.codings, ids, connection):
        codings[row.response_id, row.question].append(_coding(row))
    decided = {(row.response_id, row.question): row for row in _about(redactions, ids, connection)}
    answers: dict[str, list[AnswerHeld]] = defaultdict(list)
    for row in _about(tables.answers, ids, connection):
        at = row.response_id, row.question
        held = tuple(sorted(codings[at], key=lambda coding: (-coding.confidence, coding.code)))
        answers[row.response_id].append(_answer(row, held, decided.get(at)))
    for row in rows:
        yield ResponseHeld(
            name=name_of(row.response_id),
            received_on=row.received_at.date(),
            language=row.language,
            attributes=row.attributes,
            answers=tuple(sorted(answers[row.response_id], key=lambda answer: answer.question)),
        )


def _about(table: Table, ids: Sequence[str], connection: Connection) -> Any:
    return connection.execute(select(table).where(table.c.response_id.in_(ids)))


def _coding(row: Any) -> CodingHeld:
    spans = tuple((start, end) for start, end in row.spans)
    return CodingHeld(row.code, row.theme, row.confidence, spans, row.coder)


def _answer(row: Any, codings: tuple[CodingHeld, ...], decided: Any) -> AnswerHeld:
    return AnswerHeld(
        question=row.question,
        text=row.text,
        masks=_masks(row, decided),
        coded=row.codebook is not None,
        codings=codings,
        facets=tuple(row.facets),
        tone=row.tone,
    )


def _masks(row: Any, decided: Any) -> tuple[Mask, ...]:
    """What a person approved for these very words; until then whatever was suggested, over whole words."""
    if decided is not None and decided.verdict == Verdict.APPROVED.value and decided.digest == fingerprint(row.text):
        return tuple(Mask(*mask) for mask in decided.masks)
    return widened(row.text, [Mask(mark["start"], mark["end"], mark["kind"]) for mark in row.personal])


def _mine(table: Table, key: SurveyKey) -> tuple[Any, Any]:
    return table.c.team_id == key.team_id, table.c.survey == key.slug
