"""The words behind a number in SQL: newest first along an index, so that the first page costs the same for any code."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select, tuple_

from services.reports.adapters import tables
from services.reports.adapters.filter_clauses import attribute_of, speaks
from services.reports.adapters.review_tables import decisions
from services.reports.domain.quotes import Place, Quote, QuotesWanted


def read_quotes(connection: Connection, wanted: QuotesWanted, before: Place | None, limit: int) -> list[Quote]:
    """Answers that bear the code, newest first, older than `before`."""
    coding, answer, response = tables.codings.c, tables.answers, tables.responses
    decided = (decisions.c.response_id == coding.response_id) & (decisions.c.question == coding.question)
    found = (
        select(*tables.codings.c, answer.c.text, response.c.language, decisions.c.reviewer_name)
        .join(answer, (answer.c.response_id == coding.response_id) & (answer.c.question == coding.question))
        .join(response, response.c.response_id == coding.response_id)
        .outerjoin(decisions, decided)
        .where(*_wanted(wanted))
        .order_by(coding.received_at.desc(), coding.id.desc())
        .limit(limit)
    )
    if before is not None:
        found = found.where(tuple_(coding.received_at, coding.id) < tuple_(*before))
    return [_quote(row) for row in connection.execute(found)]


def _wanted(wanted: QuotesWanted) -> Iterator[Any]:
    coding = tables.codings.c
    yield coding.team_id == wanted.survey.team_id
    yield coding.survey == wanted.survey.slug
    yield coding.code == wanted.code
    if wanted.question is not None:
        yield coding.question == wanted.question
    if wanted.facet is not None:
        yield speaks(wanted.facet)
    if wanted.group is not None:
        attribute, value = wanted.group
        yield attribute_of(attribute) == value


def _quote(row: Any) -> Quote:
    return Quote(
        place=Place(row.received_at, row.id),
        question=row.question,
        text=row.text,
        spans=tuple((start, end) for start, end in row.spans),
        confidence=row.confidence,
        coder=row.coder,
        language=row.language,
        reviewer=row.reviewer_name or "",
    )
