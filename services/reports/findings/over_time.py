"""How much was said when: by hour while a survey has run for no more than two days, then by day, then by week."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Final

from services.reports.domain.aspects import DAY, HOUR
from services.reports.domain.attributes import Group
from services.reports.domain.chances import Code
from services.reports.domain.counts import WHOLE
from services.reports.domain.report_rows import ReportRows
from services.reports.domain.sums import Sums
from services.reports.findings.suppression import Places, hidden_in

_MOST_DAYS: Final = 62
_LONGEST_BY_HOUR: Final = timedelta(days=1)


class Unit(Enum):
    """How long each part of a timeline is."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"

    @property
    def length(self) -> timedelta:
        """As a time."""
        return {Unit.HOUR: timedelta(hours=1), Unit.DAY: timedelta(days=1), Unit.WEEK: timedelta(weeks=1)}[self]


@dataclass(frozen=True, slots=True)
class Moment:
    """From when, on the clocks of Wales; how many responses came in, and how many bear the code, None if kept back."""

    begins: datetime
    responses: int | None
    n: int | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """A survey's time in equal parts, without gaps."""

    unit: Unit
    moments: tuple[Moment, ...]


def timeline_of(rows: ReportRows, smallest: int, code: Code | None = None) -> Timeline | None:
    """How many responses came in when, and of those with a `code` how many; None of a survey without any.

    A part of the time is a group like any other: small ones are kept back, and so are those that would give them away.
    """
    counted = _counted(DAY, rows)
    if not counted:
        return None
    unit = _unit(counted)
    if unit is Unit.HOUR:
        counted = _counted(HOUR, rows)
    parts = list(_parts(counted, unit))
    sizes = [sums.answers for _, sums in parts]
    line = [sums.named[code] for _, sums in parts] if code else [0] * len(parts)
    hidden = hidden_in(sizes, {code: line} if code else {}, smallest)
    told = _kept(sizes, hidden.sizes)
    named = _kept(line, hidden.lines[code]) if code else [None] * len(parts)
    moments = (Moment(begins, size, n) for (begins, _), size, n in zip(parts, told, named, strict=True))
    return Timeline(unit, tuple(moments))


def _kept(counts: Sequence[int], hidden: Places) -> list[int | None]:
    return [None if place in hidden else n for place, n in enumerate(counts)]


def _counted(aspect: str, rows: ReportRows) -> dict[datetime, Sums]:
    mine = {of: sums for (of, asked), sums in rows.aspects.items() if asked == WHOLE and of.attribute == aspect}
    return {_moment(group): sums for group, sums in sorted(mine.items())}


def _moment(group: Group) -> datetime:
    return datetime.fromisoformat(group.value + (":00" if group.attribute == HOUR else "T00:00"))


def _unit(days: Mapping[datetime, Sums]) -> Unit:
    ran = max(days) - min(days)
    if ran <= _LONGEST_BY_HOUR:
        return Unit.HOUR
    return Unit.DAY if ran < timedelta(days=_MOST_DAYS) else Unit.WEEK


def _parts(counted: Mapping[datetime, Sums], unit: Unit) -> Iterator[tuple[datetime, Sums]]:
    begins, last = _start(min(counted), unit), max(counted)
    waiting: Sequence[datetime] = sorted(counted)
    place = 0
    while begins <= last:
        sums = Sums()
        while place < len(waiting) and waiting[place] < begins + unit.length:
            sums.merge(counted[waiting[place]])
            place += 1
        yield begins, sums
        begins += unit.length


def _start(first: datetime, unit: Unit) -> datetime:
    """A week begins on its Monday."""
    return first - timedelta(days=first.weekday()) if unit is Unit.WEEK else first
