"""Where a survey stands between its first draft and its closing."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.intake.domain.surveys import Survey


class Phase(StrEnum):
    """DRAFT was never published; LATER opens at a time, CLOSING is open until a time."""

    DRAFT = "draft"
    LATER = "later"
    OPEN = "open"
    CLOSING = "closing"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Standing:
    """The phase, and the time at which it began or ends, where one is known."""

    phase: Phase
    at: datetime | None = None


def standing_of(survey: Survey | None, now: datetime) -> Standing:
    """Where a survey stands; None was never published."""
    if survey is None:
        return Standing(Phase.DRAFT)
    ended = [end for end in (survey.closed_at, survey.closes_at) if end is not None and end <= now]
    if ended:
        return Standing(Phase.CLOSED, min(ended))
    if survey.opens_at is not None and now < survey.opens_at:
        return Standing(Phase.LATER, survey.opens_at)
    return Standing(Phase.CLOSING, survey.closes_at) if survey.closes_at else Standing(Phase.OPEN)
