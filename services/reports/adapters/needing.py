"""The decisions of people about a survey with their answers, in SQL."""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from services.reports.adapters import review_tables, tables
from services.reports.adapters.decisions import decision_of
from services.reports.domain.decisions import MODEL_HOLDS
from services.reports.domain.needing import Decided
from services.reports.domain.surveys import SurveyKey


def read_decided(connection: Connection, survey: SurveyKey) -> Sequence[Decided]:
    """Every decision that was not taken back, with its answer, in the order of references."""
    made, answer, response = review_tables.decisions, tables.answers.c, tables.responses.c
    found = (
        select(made, answer.reference, answer.text, response.language)
        .join(
            tables.answers,
            (answer.response_id == made.c.response_id) & (answer.question == made.c.question),
        )
        .join(tables.responses, response.response_id == made.c.response_id)
        .where(made.c.team_id == survey.team_id, made.c.survey == survey.slug, made.c.holds != MODEL_HOLDS)
        .order_by(answer.reference)
    )
    return [
        Decided(decision_of(row), row.applies, row.reference, row.text, row.language)
        for row in connection.execute(found)
    ]
