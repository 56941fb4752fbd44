"""Finds what holds of responses, model and people taken together."""

from collections.abc import Sequence

from services.reports.application.ports import Unit
from services.reports.domain.codebook_history import CodebookKey
from services.reports.domain.decisions import AnswerAt
from services.reports.domain.holding import Standing, standing_of
from services.reports.domain.surveys import SurveyKey
from shared.contracts.messages import ResponseCoded


def standings_of(said: Sequence[ResponseCoded], unit: Unit) -> dict[str, Standing]:
    """What holds of each of these, as the model coded them; which decisions no longer fit their words is kept."""
    codebooks = {
        CodebookKey(response.team_id, answer.codebook)
        for response in said
        for answer in response.answers
        if answer.codebook is not None
    }
    carryings = unit.codebooks.carryings(codebooks)
    values = unit.counts.values({SurveyKey(response.team_id, response.survey) for response in said})
    decisions = unit.decisions.current([response.response_id for response in said])
    if decisions:
        answers = {AnswerAt(each.response_id, answer.question): answer for each in said for answer in each.answers}
        unit.decisions.mark({at: at in answers and made.fits(answers[at]) for at, made in decisions.items()})
    return {response.response_id: standing_of(response, decisions, carryings, values) for response in said}
