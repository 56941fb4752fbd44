"""Where the responses of one delivery are taken: by which connection, for which survey, in which transaction."""

from dataclasses import dataclass
from datetime import datetime

from services.intake.application.connection_ports import ConnectionUnit
from services.intake.application.known_responses import KnownResponses
from services.intake.domain.connections import Connection
from services.intake.domain.errors import SurveyClosed, SurveyNotOpen
from services.intake.domain.foreign_editions import Edition, told_at
from services.intake.domain.foreign_responses import ForeignResponse
from services.intake.domain.receipts import Receipts
from services.intake.domain.surveys import Survey


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """`at` is the moment by which it is decided whether the survey is open; it is the counter's own clock."""

    delivery_id: str
    connection: Connection
    survey: Survey
    unit: ConnectionUnit
    known: KnownResponses
    receipts: Receipts
    at: datetime

    def now(self) -> datetime:
        """That moment, for use cases that ask a clock."""
        return self.at

    def takes(self, response: ForeignResponse) -> bool:
        """Whether a response may count; what was begun counts only if it can be known again once it is sent."""
        is_nameless = response.id.startswith(nameless(self.delivery_id))
        return response.completed or (self.connection.takes_partials and not is_nameless)

    def first_edition(self, response: ForeignResponse) -> Edition:
        """The edition of a response that was not met before."""
        return Edition(
            response_id=self.connection.response_id(response),
            team_id=self.connection.team_id,
            survey=self.connection.survey,
            completed=response.completed,
            told_at=told_at(response),
        )


def nameless(delivery_id: str) -> str:
    """How the ids begin of a delivery's responses to which the tool gave none."""
    return f"{delivery_id}-"


def judged_at(survey: Survey, received_at: datetime, now: datetime) -> datetime:
    """The moment by which it is decided whether a survey takes a delivery: when it came, or now where that is kinder.

    A worker that is late must not be at the tool's expense, nor a survey that was opened again.
    """
    try:
        survey.check_open(received_at)
    except (SurveyClosed, SurveyNotOpen):
        return now
    return received_at
