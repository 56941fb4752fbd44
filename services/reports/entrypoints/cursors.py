"""Places in a list of quotes as short texts that fit an address."""

import base64
import binascii
from datetime import UTC, datetime, timedelta

from services.reports.domain.errors import InvalidCursor
from services.reports.domain.quotes import Place

_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_LONGEST = 64


def written(place: Place) -> str:
    """The place as a text."""
    micros = (place.received_at - _EPOCH) // timedelta(microseconds=1)
    return base64.urlsafe_b64encode(f"{micros}.{place.id}".encode()).decode().rstrip("=")


def read(text: str) -> Place:
    """The place in a text. Raises InvalidCursor."""
    try:
        if len(text) > _LONGEST:
            raise InvalidCursor
        padded = text + "=" * (-len(text) % 4)
        micros, _, number = base64.b64decode(padded, altchars=b"-_", validate=True).decode("ascii").partition(".")
        return Place(_EPOCH + timedelta(microseconds=_whole(micros)), _whole(number))
    except (binascii.Error, ValueError, OverflowError):
        raise InvalidCursor from None


def _whole(digits: str) -> int:
    number = int(digits)
    if abs(number) >= 2**63:
        raise InvalidCursor
    return number
