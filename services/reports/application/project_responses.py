"""Brings what was told about responses into the read model: rows and figures together, once each in effect."""

from collections.abc import Sequence
from datetime import datetime

from services.reports.application.ports import Unit
from services.reports.domain.counts import Tally, footprint_of
from services.reports.domain.settling import AboutResponse, Changes, Known, settle
from services.reports.domain.surveys import SurveyKey


def project_responses(messages: Sequence[AboutResponse], *, unit: Unit, at: datetime) -> None:
    """Take in a batch, the surveys being locked; the order of messages, also between batches, makes no difference.

    A survey whose publication has not arrived yet loses nothing: its figures are kept under its slug.
    """
    known = unit.responses.known({message.response_id for message in messages})
    changes = settle(messages, known)
    tally = _tally(changes, known, unit)
    unit.responses.apply(changes)
    unit.parked.remove_about([message.response_id for message in changes.withdrawn])
    unit.counts.add(tally, at)


def _tally(changes: Changes, known: Known, unit: Unit) -> Tally:
    tally = Tally()
    for old in unit.responses.footprints(changes.removed):
        tally.add(old, -1)
    for response in changes.stored:
        tally.add(footprint_of(response))
    for message in changes.parked:
        tally.parked[_survey_of(message)] += 1
    for response_id in changes.unparked:
        tally.parked[known.parked[response_id]] -= 1
    return tally


def _survey_of(message: AboutResponse) -> SurveyKey:
    return SurveyKey(message.team_id, message.survey)
