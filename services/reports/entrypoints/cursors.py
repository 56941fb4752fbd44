"""Places in a list of quotes as short texts that fit an address."""

from datetime import UTC, datetime, timedelta

from services.reports.domain.errors import InvalidCursor
from services.reports.domain.quotes import Place

_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_LONGEST = 64
PATTERN = r"^-?[0-9]{1,16}\.[0-9]{1,18}$"
"""Each text of this form is a place."""


def written(place: Place) -> str:
    """The place as a text."""
    micros = (place.received_at - _EPOCH) // timedelta(microseconds=1)
    return f"{micros}.{place.id}"


def read(text: str) -> Place:
    """The place in a text. Raises InvalidCursor."""
    try:
        if len(text) > _LONGEST:
            raise InvalidCursor
        micros, _, number = text.partition(".")
        return Place(_EPOCH + timedelta(microseconds=_whole(micros)), _whole(number))
    except (ValueError, OverflowError):
        raise InvalidCursor from None


def _whole(digits: str) -> int:
    number = int(digits)
    if abs(number) >= 2**63:
        raise InvalidCursor
    return number
