"""Which surveys there are, and which of them can be answered now."""

from datetime import datetime

from services.intake.application.desk import Desk
from services.intake.application.ports import Reading
from services.intake.domain.errors import StorageAway, SurveyClosed, SurveyNotFound, SurveyNotOpen
from services.intake.domain.surveys import Survey


def list_surveys(*, reading: Reading) -> list[Survey]:
    """Every survey in its newest version, by slug."""
    with reading:
        return reading.surveys.all()


def list_open_surveys(*, reading: Reading, at: datetime) -> list[Survey]:
    """The surveys that take responses from everybody at this moment, by slug; not those for invited people."""
    found = list_surveys(reading=reading)
    return [survey for survey in found if is_open(survey, at) and not survey.admission.by_invitation]


def find_survey(slug: str, *, reading: Reading, version: int = 0) -> Survey:
    """The survey of this slug, open or not; as of a `version`, or the newest (0). Raises SurveyNotFound."""
    with reading:
        survey = reading.surveys.find(slug, version)
    if survey is None:
        raise SurveyNotFound(survey=slug)
    return survey


def survey_to_show(slug: str, *, desk: Desk, version: int = 0) -> Survey:
    """The survey of this slug as a form shows it: while the database is away as it was seen last, if it was.

    So that what somebody typed stays on their page; with the questions of the `version` that their page showed.
    Raises SurveyNotFound, StorageAway.
    """
    try:
        found = find_survey(slug, reading=desk.open_reading(), version=version)
    except StorageAway:
        if slug not in desk.seen:
            raise
        return desk.seen[slug]
    if slug not in desk.seen or desk.seen[slug].version <= found.version:
        desk.seen[slug] = found
    return found


def is_open(survey: Survey, at: datetime) -> bool:
    """Whether a survey takes responses at this moment."""
    try:
        survey.check_open(at)
    except (SurveyClosed, SurveyNotOpen):
        return False
    return True
