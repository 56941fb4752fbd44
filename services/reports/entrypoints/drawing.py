"""How long the bars of a chart are: one scale for all that are to be compared."""

from collections.abc import Iterable, Sequence
from math import ceil
from typing import Final

from services.reports.findings.facets import FacetLine
from services.reports.findings.lines import CodeLine, ThemeLine
from services.reports.findings.split import Split, SplitPart

MOST_GROUPS: Final = 12
"""More groups than this are told in tables only: nobody reads so many bars, and each costs time to draw."""


def scale_of(lines: Sequence[CodeLine] | Sequence[ThemeLine] | Sequence[FacetLine]) -> float:
    """The share at the right end of a chart: the next tenth above every interval, so that small bars can be seen."""
    return _above(line.share.high for line in lines if line.share and line.n)


def scale_of_split(part: SplitPart) -> float:
    """The same for all groups and codes of a question."""
    return _above(cell.share.high for line in part.lines if line.n for cell in line.cells if cell.share)


def can_be_drawn(split: Split) -> bool:
    """Whether the groups are few enough for bars."""
    return len(split.groups) <= MOST_GROUPS


def _above(ends: Iterable[float]) -> float:
    return min(1.0, ceil(max(ends, default=1.0) * 10) / 10)
