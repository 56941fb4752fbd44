"""Brings what was told about responses into the read model: rows and figures together, once each in effect."""

from collections.abc import Sequence
from datetime import datetime

from services.reports.application.forget_reviews import forget_reviews
from services.reports.application.forget_words import forget_words, not_to_be_quoted
from services.reports.application.ports import Unit
from services.reports.application.standing import standings_of
from services.reports.domain.counts import Tally
from services.reports.domain.settling import AboutResponse, Changes, Known, settle
from services.reports.domain.surveys import SurveyKey


def project_responses(messages: Sequence[AboutResponse], *, unit: Unit, at: datetime) -> None:
    """Take in a batch, the surveys being locked; the order of messages, also between batches, makes no difference.

    A survey whose publication has not arrived yet loses nothing: its figures are kept under its slug.
    """
    known = unit.responses.known({message.response_id for message in messages})
    changes = settle(messages, known)
    standings = standings_of(changes.stored, unit)
    tally = _tally(changes, known, unit)
    for standing in standings.values():
        tally.add(standing.footprint)
    unit.responses.apply(changes, standings)
    gone = [message.response_id for message in changes.withdrawn]
    forget_reviews(gone, changes.removed, unit=unit)
    unit.parked.remove_about(gone)
    forget_words(not_to_be_quoted(changes), unit=unit, at=at)
    unit.counts.add(tally, at)


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
