"""Which surveys there are, and which of them can be answered now."""

from datetime import datetime

from services.intake.application.ports import Reading
from services.intake.domain.errors import SurveyClosed, SurveyNotFound, SurveyNotOpen
from services.intake.domain.surveys import Survey


def list_surveys(*, reading: Reading) -> list[Survey]:
    """Every survey in its newest version, by slug."""
    with reading:
        return reading.surveys.all()


def list_open_surveys(*, reading: Reading, at: datetime) -> list[Survey]:
    """The surveys that take responses at this moment, by slug."""
    return [survey for survey in list_surveys(reading=reading) if is_open(survey, at)]


def find_survey(slug: str, *, reading: Reading) -> Survey:
    """The survey of this slug, open or not. Raises SurveyNotFound."""
    with reading:
        survey = reading.surveys.find(slug)
    if survey is None:
        raise SurveyNotFound(survey=slug)
    return survey


def is_open(survey: Survey, at: datetime) -> bool:
    """Whether a survey takes responses at this moment."""
    try:
        survey.check_open(at)
    except (SurveyClosed, SurveyNotOpen):
        return False
    return True
