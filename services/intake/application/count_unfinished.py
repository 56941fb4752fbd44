"""The team looks where people stop, and may count what was left unfinished once the survey has closed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from services.intake.application.unfinished_desk import UnfinishedDesk
from services.intake.application.unfinished_ports import ApartReading, ApartUnit
from services.intake.domain.answer_files import files_in
from services.intake.domain.errors import InvalidAnswers, SurveyClosed, SurveyNotFound, SurveyNotOpen
from services.intake.domain.responses import Response
from services.intake.domain.stops import Stop, where_people_stop
from services.intake.domain.submissions import Submission
from services.intake.domain.surveys import Survey
from services.intake.domain.unfinished import NotClosedYet, Unfinished, submission_of

PARTIAL: Final = "partial"


@dataclass(frozen=True, slots=True)
class Partials:
    """How many unfinished answers a survey has, and where people stop."""

    survey: Survey
    unfinished: int
    stops: tuple[Stop, ...]
    is_closed: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """How many unfinished answers are responses now, and how many could not be: an answer breaks a rule."""

    counted: int
    left: int


def read_partials(slug: str, *, desk: UnfinishedDesk) -> Partials:
    """Where people stop in a survey; counts only, no words. Raises SurveyNotFound."""
    now = desk.clock.now()
    with desk.open_reading() as reading:
        survey = _found(slug, reading)
        unfinished = reading.unfinished.of_survey(slug, now)
        stops = where_people_stop(survey, [each.answers for each in unfinished], _sent(survey, reading))
    return Partials(survey, len(unfinished), tuple(stops), _is_closed(survey, desk))


def count_as_responses(slug: str, *, desk: UnfinishedDesk) -> Counted:
    """Make responses of all unfinished answers to a closed survey, required questions answered or not.

    Raises SurveyNotFound, NotClosedYet, StorageAway.
    """
    with desk.open_unit() as unit:
        survey = _found(slug, unit)
        if not _is_closed(survey, desk):
            raise NotClosedYet(survey=slug)
        found = unit.unfinished.of_survey(slug, desk.clock.now())
        counted = sum(_counts(each, survey, unit, desk) for each in found)
        unit.commit()
    return Counted(counted, len(found) - counted)


def forget_expired(*, desk: UnfinishedDesk) -> int:
    """Delete what people did not come back to in time, and files that no response took; how many there were."""
    with desk.open_unit() as unit:
        gone = unit.unfinished.forget_expired(desk.clock.now()) + unit.files.forget_expired(desk.clock.now())
        unit.commit()
    return gone


def _found(slug: str, reading: ApartReading) -> Survey:
    survey = reading.surveys.find(slug)
    if survey is None:
        raise SurveyNotFound(survey=slug)
    return survey


def _is_closed(survey: Survey, desk: UnfinishedDesk) -> bool:
    try:
        survey.check_open(desk.clock.now())
    except SurveyClosed:
        return True
    except SurveyNotOpen:
        return False
    return False


def _sent(newest: Survey, reading: ApartReading) -> Iterator[tuple[Survey, Mapping[str, str]]]:
    versions: dict[int, Survey] = {}
    for version, answers in list(reading.unfinished.sent(newest.slug)):
        if version not in versions:
            versions[version] = reading.surveys.find(newest.slug, version) or newest
        yield versions[version], answers


def _counts(unfinished: Unfinished, newest: Survey, unit: ApartUnit, desk: UnfinishedDesk) -> bool:
    """Whether unfinished answers are a response now; those that were sent at this moment are one already."""
    survey = unit.surveys.find(newest.slug, unfinished.version) or newest
    try:
        response = _response(unfinished, survey, desk)
    except InvalidAnswers:
        return False
    unit.unfinished.hold(unfinished.key)
    if unit.responses.add([response]):
        unit.files.take(set(files_in(survey, unfinished.answers).values()), survey.slug, response.id)
        unit.outbox.add(response.received())
    unit.unfinished.remove([unfinished.key])
    return True


def _response(unfinished: Unfinished, survey: Survey, desk: UnfinishedDesk) -> Response:
    asking = replace(survey, questions=tuple(replace(question, required=False) for question in survey.questions))
    submission = Submission(
        survey=survey.slug,
        id=submission_of(unfinished.key),
        language=unfinished.language,
        answers=unfinished.answers,
        attributes={"channel": PARTIAL},
    )
    return asking.accept(submission, at=desk.clock.now())
