"""What was said elsewhere and a person of the team enters for somebody: where, when, and how they agreed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from services.intake.domain.errors import Fault

# No question's key holds a hyphen.
SOURCE: Final = "entry-source"
SAID_ON: Final = "entry-day"
AGREED: Final = "entry-agreed"


class Source(StrEnum):
    """Where words were said that somebody else enters."""

    INTERVIEW = "interview"
    EMAIL = "email"
    MESSAGE = "message"
    PHONE = "phone"
    OTHER = "other"


class Agreed(StrEnum):
    """How the person agreed that their words are entered."""

    SPOKEN = "spoken"
    WRITTEN = "written"
    FORM = "form"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What stands beside the words of an entry, stored with the response as attributes."""

    source: Source
    said_on: date
    agreed: Agreed

    @property
    def attributes(self) -> dict[str, str]:
        """The attributes of the response; who entered it is no part of them."""
        return {
            "channel": "for_someone",
            "source": self.source.value,
            "said_on": self.said_on.isoformat(),
            "agreed": self.agreed.value,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Who entered which response, when and from what: kept apart from the response, also when that is withdrawn."""

    response_id: str
    team_id: str
    survey: str
    by: str
    by_name: str
    at: datetime
    source: Source


def read_said(given: Mapping[str, str], today: date) -> Said | tuple[Fault, ...]:
    """What was entered beside the words, by the fields SOURCE, SAID_ON and AGREED; or the faults.

    Nobody can have said anything after `today`.
    """
    faults = []
    if given.get(SOURCE, "") not in list(Source):
        faults.append(Fault(SOURCE, SOURCE))
    said_on = _day(given.get(SAID_ON, ""))
    if said_on is None or said_on > today:
        faults.append(Fault(SAID_ON, SAID_ON))
    if given.get(AGREED, "") not in list(Agreed):
        faults.append(Fault(AGREED, AGREED))
    if faults or said_on is None:
        return tuple(faults)
    return Said(source=Source(given[SOURCE]), said_on=said_on, agreed=Agreed(given[AGREED]))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
