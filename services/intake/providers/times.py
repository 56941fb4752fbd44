"""Moments as tools write them."""

from datetime import MAXYEAR, UTC, datetime
from typing import Final

from services.intake.providers.json_reading import Json

_EARLIEST: Final = 1900
_AMERICAN: Final = "%m/%d/%Y %I:%M:%S %p"


def moment(value: Json) -> datetime | None:
    """The moment that an ISO text means, in UTC if it names no zone; None for anything else.

    The American form is understood too, which Microsoft writes where nobody asks for another.
    """
    if not isinstance(value, str):
        return None
    return _settled(_parsed(value.strip()))


def from_milliseconds(value: Json) -> datetime | None:
    """The moment of Unix milliseconds, also as a text; None for anything else."""
    digits = str(value) if isinstance(value, str | int) else ""
    if not digits.isascii() or not digits.isdigit() or len(digits) > 14:
        return None
    return _settled(datetime.fromtimestamp(int(digits) / 1000, UTC))


def _parsed(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    try:
        return datetime.strptime(text, _AMERICAN).replace(tzinfo=UTC)
    except ValueError:
        return None


def _settled(found: datetime | None) -> datetime | None:
    # Next to the ends of the calendar a moment has no name in some other zone.
    if found is None or not _EARLIEST < found.year < MAXYEAR:
        return None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
