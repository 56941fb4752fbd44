"""The responses to a survey as a list for its team: which there are and where they stand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.intake.application.ports import Reading
from services.intake.domain.errors import SurveyNotFound
from services.intake.domain.responses import State


@dataclass(frozen=True)
class ListedResponse:
    """A response without what it says, unless that was asked for: then `answers` by question.

    Of a withdrawn one there are none.
    """

    id: str
    survey_version: int
    language: str
    received_at: datetime
    state: State
    answers: Mapping[str, str] | None = None


@dataclass(frozen=True)
class RollWanted:
    """A team's survey, and the page: at most so many, received before the place of time and id."""

    team_id: str
    survey: str
    after: tuple[datetime, str] | None
    most: int
    words: bool = False


class ResponseRoll(Protocol):
    """The responses of all surveys."""

    def page(self, wanted: RollWanted) -> list[ListedResponse]:
        """Those of the survey, the newest first."""
        ...


@dataclass(frozen=True)
class RollDesk:
    """What listing responses needs."""

    open_reading: Callable[[], Reading]
    roll: ResponseRoll


def list_responses(wanted: RollWanted, *, desk: RollDesk) -> list[ListedResponse]:
    """A page of the responses to a team's survey, the newest first. Raises SurveyNotFound."""
    with desk.open_reading() as reading:
        survey = reading.surveys.find(wanted.survey)
        if survey is None or survey.team_id != wanted.team_id or reading.surveys.is_deleted(wanted.survey):
            raise SurveyNotFound(survey=wanted.survey)
    return desk.roll.page(wanted)
