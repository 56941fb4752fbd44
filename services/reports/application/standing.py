"""Finds what holds of responses, model and people taken together, and brings it into the figures."""

from collections.abc import Collection, Sequence
from datetime import datetime

from services.reports.application.ports import Unit
from services.reports.domain.codebook_history import CodebookKey
from services.reports.domain.counts import Tally
from services.reports.domain.decisions import AnswerAt
from services.reports.domain.holding import Standing, standing_of
from services.reports.domain.settling import Changes
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


def reproject(ids: Collection[str], *, unit: Unit, at: datetime) -> None:
    """Find anew what holds of these stored responses, and put it in place of what is in rows and figures.

    Their surveys are locked first. Ids that are not stored are passed over.
    """
    unit.counts.lock(unit.responses.surveys(ids), at)
    said = unit.responses.said(ids)
    standings = standings_of(said, unit)
    changes = Changes(removed=tuple(sorted(standings)), stored=tuple(said), withdrawn=(), parked=(), unparked=())
    tally = Tally()
    for old in unit.responses.footprints(changes.removed):
        tally.add(old, -1)
    for standing in standings.values():
        tally.add(standing.footprint)
    unit.responses.apply(changes, standings)
    unit.counts.add(tally, at)
