"""Answers of people who may be contacted, in SQL."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, String, cast, select

from services.reports.adapters import tables
from services.reports.adapters.filter_clauses import speaks
from services.reports.domain.voices import CONTACT, MOST_VOICES, QUOTE, CodeAt, Voice

_AT_ONCE: Final = 500


def read_voices(connection: Connection, team_id: str, facet: str, reference: str = "") -> list[Voice]:
    """The newest coded answers with this facet whose writers may be contacted; one of them where it is named."""
    answer, response = tables.answers.c, tables.responses.c
    columns = (answer.response_id, answer.question, answer.survey, answer.reference, answer.text, answer.codebook)
    found = (
        select(*columns, response.language, response.received_at, response.consents)
        .join(tables.responses, response.response_id == answer.response_id)
        .where(answer.team_id == team_id, answer.codebook.is_not(None), speaks(facet))
        # A list of short names as the database writes it, which is the same on both.
        .where(cast(response.consents, String).contains(f'"{CONTACT}"', autoescape=True))
        .order_by(response.received_at.desc(), answer.reference)
        .limit(MOST_VOICES)
    )
    rows = connection.execute(found.where(answer.reference == reference) if reference else found).all()
    codes = _codes(connection, sorted({row.response_id for row in rows}))
    return [_voice(row, codes[row.response_id, row.question]) for row in rows]


def _codes(connection: Connection, ids: Sequence[str]) -> dict[tuple[str, str], set[str]]:
    coding, found = tables.codings.c, defaultdict(set)
    for start in range(0, len(ids), _AT_ONCE):
        some = coding.response_id.in_(ids[start : start + _AT_ONCE])
        for row in connection.execute(select(coding.response_id, coding.question, coding.code).where(some)):
            found[row.response_id, row.question].add(row.code)
    return found


def _voice(row: Any, codes: set[str]) -> Voice:
    return Voice(
        response_id=row.response_id,
        survey=row.survey,
        reference=row.reference,
        text=row.text,
        language=row.language,
        received_at=row.received_at,
        codes=frozenset(CodeAt(row.codebook, code) for code in codes),
        quotable=QUOTE in row.consents,
    )
