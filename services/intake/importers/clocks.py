"""Moments as survey tools write them, in either order of day and month."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

_NUMBERS: Final = re.compile(
    r"(?P<a>\d{1,4})[/.\-](?P<b>\d{1,2})[/.\-](?P<c>\d{1,4})"
    r"(?:[,T ]+(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:\.\d+)?)?)?"
    r"\s*(?P<half>[ap])?\.?(?:m\.?)?\s*(?P<zone>(?:GMT|UTC|BST|Z)?\s*(?:[+\-]\d{1,2}(?::?\d{2})?)?)",
    re.IGNORECASE | re.ASCII,
)
_NAMED: Final = re.compile(
    r"(?:[a-z]{3,9},?\s+)?(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month>[a-z]{3,9})|(?P<month2>[a-z]{3,9})\s+"
    r"(?P<day2>\d{1,2})(?:st|nd|rd|th)?),?\s+(?P<year>\d{4})(?P<rest>.*)",
    re.IGNORECASE | re.ASCII | re.DOTALL,
)
_OFFSET: Final = re.compile(r"([+\-])(\d{1,2}):?(\d{2})?")
_SERIAL: Final = re.compile(r"(?P<days>[2-7]\d{4})(?:\.\d+)?", re.ASCII)
_FIRST_SERIAL_DAY: Final = datetime(1899, 12, 30, tzinfo=UTC)
_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_SPAN: Final = (1900, 9999)


def moment(text: str, *, day_first: bool = True) -> datetime | None:
    """The moment that is written there; without a zone it is taken as UTC. None where none is written."""
    written = text.strip()
    try:
        return _bounded(_iso(written) or _numbers(written, day_first) or _named(written, day_first) or _serial(written))
    except (ValueError, OverflowError):
        return None


def day_comes_first(moments: Iterable[str], *, usually: bool) -> bool:
    """Whether a column writes the day before the month: a number above 12 tells, else which order goes forward."""
    found = [match for text in moments if (match := _NUMBERS.match(text.strip())) and len(match["a"]) <= 2]
    if any(int(match["a"]) > 12 for match in found):
        return True
    if any(int(match["b"]) > 12 for match in found):
        return False
    texts = [match.string.strip() for match in found]
    steady = [order for order in (usually, not usually) if _is_steady(texts, day_first=order)]
    return steady[0] if steady else usually


def _is_steady(texts: list[str], *, day_first: bool) -> bool:
    read = [at for text in texts if (at := moment(text, day_first=day_first))]
    return read in (sorted(read), sorted(read, reverse=True))


def _bounded(at: datetime | None) -> datetime | None:
    return at if at is not None and _SPAN[0] < at.year < _SPAN[1] else None


def _iso(text: str) -> datetime | None:
    if not re.match(r"\d{4}-\d\d-\d\d", text):
        return None
    try:
        at = datetime.fromisoformat(text.removesuffix(" UTC"))
    except ValueError:
        return None
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def _numbers(text: str, day_first: bool) -> datetime | None:
    found = _NUMBERS.fullmatch(text)
    if found is None:
        return None
    a, b, c = (int(found[part]) for part in "abc")
    if len(found["a"]) == 4:
        year, month, day = a, b, c
    else:
        year = c if c > 99 else 2000 + c
        day, month = (a, b) if day_first else (b, a)
    at = datetime(year, month, day, _hour(found), int(found["minute"] or 0), int(found["second"] or 0), tzinfo=UTC)
    return at - _offset(found["zone"])


def _hour(found: re.Match[str]) -> int:
    hour, half = int(found["hour"] or 0), (found["half"] or "").lower()
    if not half:
        return hour
    return hour % 12 + (12 if half == "p" else 0)


def _offset(zone: str) -> timedelta:
    if zone.strip().upper() == "BST":
        return timedelta(hours=1)
    found = _OFFSET.search(zone)
    if found is None:
        return timedelta()
    ahead = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    timezone(ahead)  # raises where no zone is so far off
    return -ahead if found[1] == "-" else ahead


def _named(text: str, day_first: bool) -> datetime | None:
    found = _NAMED.fullmatch(text)
    if found is None:
        return None
    name = (found["month"] or found["month2"])[:3].lower()
    if name not in _MONTHS:
        return None
    numbers = f"{found['year']}/{_MONTHS.index(name) + 1}/{found['day'] or found['day2']}"
    rest = re.sub(r"^[\s,]*(?:at\s+)?", " ", found["rest"], flags=re.IGNORECASE)
    return _numbers((numbers + rest).strip(), day_first)


def _serial(text: str) -> datetime | None:
    """A day as spreadsheets count them, with the time as its fraction, where a cell lost its format."""
    if not _SERIAL.fullmatch(text):
        return None
    return _FIRST_SERIAL_DAY + timedelta(seconds=round(float(text) * 86_400))
