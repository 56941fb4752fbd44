"""Times as teams read and type them: by the clocks in London, summer time included."""

from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

_LONDON: Final = ZoneInfo("Europe/London")


def london_day(moment: datetime) -> date:
    """Which day it is in London."""
    return moment.astimezone(_LONDON).date()


def in_london(moment: str) -> str:
    """A moment of a document as a control for day and time takes it; what is none as it is."""
    try:
        told = datetime.fromisoformat(moment)
        local = told.astimezone(_LONDON)
    except (ValueError, OverflowError):
        return moment
    if told.tzinfo is None:
        return moment
    exact = local.second or local.microsecond
    return local.replace(tzinfo=None).isoformat(timespec="auto" if exact else "minutes")


def from_london(typed: str) -> str:
    """Day and time as a moment of a document, in UTC; what is neither as it was typed.

    Of an hour that comes twice when clocks go back, the first is meant.
    """
    try:
        local = datetime.fromisoformat(typed)
        if local.tzinfo is None:
            local = local.replace(tzinfo=_LONDON)
        return local.astimezone(UTC).isoformat()
    except (ValueError, OverflowError):
        return typed


def moment(told: object) -> datetime | None:
    """The moment that a document names, None when it names none. Raises ValueError for what is no moment."""
    if told is None:
        return None
    found = datetime.fromisoformat(str(told))
    if found.tzinfo is None:
        raise ValueError(told)
    return found.astimezone(UTC)
