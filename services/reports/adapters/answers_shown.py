"""One answer with all that was said of it, in SQL: by the model, by people, and what holds."""

from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, and_, select

from services.reports.adapters import review_tables as reviews
from services.reports.adapters import tables
from services.reports.adapters.blind_codings import coding_of
from services.reports.adapters.coding_rows import codings_read
from services.reports.adapters.decisions import SqlDecisions
from services.reports.adapters.response_rows import answer_said
from services.reports.adapters.surveys import outlines_of
from services.reports.domain.decisions import AnswerAt
from services.reports.domain.reviewing import AnswerShown, unsure_place
from services.reports.domain.surveys import SurveyKey


def answer_shown(connection: Connection, survey: SurveyKey, reference: str) -> AnswerShown | None:
    """The answer of this reference in a survey."""
    table, response = tables.answers.c, tables.responses.c
    found = select(*table, response.language).join(tables.responses, response.response_id == table.response_id)
    whose = and_(table.team_id == survey.team_id, table.survey == survey.slug)
    row = connection.execute(found.where(whose, table.reference == reference)).one_or_none()
    return _shown(row, connection) if row else None


def _shown(row: Any, connection: Connection) -> AnswerShown:
    at, team = AnswerAt(row.response_id, row.question), row.team_id
    said, drawn = answer_said(row), reviews.drawn_answers
    coding, books, blind = tables.codings, tables.codebooks, reviews.blind_codings
    held = connection.execute(select(coding).where(_at(coding.c, at)).order_by(coding.c.code)).all()
    steps = tuple(SqlDecisions(connection).history(at))
    book = select(books).where(books.c.team_id == team, books.c.codebook == row.codebook)
    outlines = outlines_of(connection.execute(book.order_by(books.c.version.desc()).limit(1)).all())
    place = connection.execute(select(drawn.c.place, drawn.c.chance).where(_at(drawn.c, at))).one_or_none()
    codings = connection.execute(select(blind).where(_at(blind.c, at)).order_by(blind.c.coded_at))
    coder = next((each.coder for each in held), said.model)
    if steps and steps[-1].fits(said):
        coder = steps[-1].reviewer.coder
    return AnswerShown(
        survey=SurveyKey(team, row.survey),
        at=at,
        reference=row.reference,
        place=unsure_place(row.doubt, row.reference),
        language=row.language,
        said=said,
        held=replace(said, model=coder, codings=codings_read([each._mapping for each in held])),
        steps=steps,
        outline=outlines[0] if outlines else None,
        drawn=place.chance if place else None,
        drawn_place=place.place if place else "",
        blind=tuple(coding_of(each) for each in codings),
    )


def _at(columns: Any, at: AnswerAt) -> Any:
    return (columns.response_id == at.response_id) & (columns.question == at.question)
