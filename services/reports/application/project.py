"""Brings a batch of what others told into the read model, so that several workers may do so side by side."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeAlias

from services.reports.application.ports import Unit
from services.reports.application.project_responses import project_responses
from services.reports.application.project_surveys import project_surveys
from services.reports.domain.surveys import SurveyKey
from shared.contracts.messages import ResponseCoded, ResponseParked, ResponseWithdrawn, SurveyClosed, SurveyPublished

AboutSurvey: TypeAlias = ResponseCoded | ResponseParked | ResponseWithdrawn | SurveyClosed | SurveyPublished


def project(told: Sequence[AboutSurvey], *, unit: Unit, at: datetime) -> None:
    """Take in a batch as of the moment `at`; the caller commits.

    All its surveys are locked first and together: two workers never count from the same old rows, and never wait
    for each other in a circle.
    """
    unit.counts.lock({SurveyKey(each.team_id, each.survey) for each in told}, at)
    surveys = [each for each in told if isinstance(each, SurveyClosed | SurveyPublished)]
    if surveys:
        project_surveys(surveys, unit=unit, at=at)
    responses = [each for each in told if isinstance(each, ResponseCoded | ResponseParked | ResponseWithdrawn)]
    if responses:
        project_responses(responses, unit=unit, at=at)
