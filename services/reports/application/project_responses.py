"""Brings what was told about responses into the read model: rows and figures together, once each in effect."""

from collections.abc import Sequence
from datetime import datetime

from services.reports.application.ports import Unit
from services.reports.domain.codebooks import Edition
from services.reports.domain.counts import Footprint, Tally, footprint_of
from services.reports.domain.settling import AboutResponse, Changes, Known, settle
from services.reports.domain.surveys import SurveyKey


def project_responses(messages: Sequence[AboutResponse], *, unit: Unit, at: datetime) -> None:
    """Take in a batch, the surveys being locked; the order of messages, also between batches, makes no difference.

    A survey whose publication has not arrived yet loses nothing: its figures are kept under its slug.
    """
    known = unit.responses.known({message.response_id for message in messages})
    changes = settle(messages, known)
    footprints = _footprints(changes, unit)
    tally = _tally(changes, known, unit)
    for footprint in footprints.values():
        tally.add(footprint)
    unit.responses.apply(changes, footprints)
    unit.parked.remove_about([message.response_id for message in changes.withdrawn])
    unit.counts.add(tally, at)


def _footprints(changes: Changes, unit: Unit) -> dict[str, Footprint]:
    editions = {
        Edition(response.team_id, answer.codebook, answer.codebook_version)
        for response in changes.stored
        for answer in response.answers
        if answer.codebook is not None
    }
    themes = unit.codebooks.themes(editions)
    values = unit.counts.values({_survey_of(response) for response in changes.stored})
    return {response.response_id: footprint_of(response, themes, values) for response in changes.stored}


def _tally(changes: Changes, known: Known, unit: Unit) -> Tally:
    tally = Tally()
    for old in unit.responses.footprints(changes.removed):
        tally.add(old, -1)
    for message in changes.parked:
        tally.parked[_survey_of(message)] += 1
    for response_id in changes.unparked:
        tally.parked[known.parked[response_id]] -= 1
    return tally


def _survey_of(message: AboutResponse) -> SurveyKey:
    return SurveyKey(message.team_id, message.survey)
