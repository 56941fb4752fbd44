"""How long the bars of a chart are: one scale for all that are to be compared."""

from collections.abc import Sequence
from math import ceil

from services.reports.findings.lines import CodeLine, ThemeLine


def scale_of(lines: Sequence[CodeLine] | Sequence[ThemeLine]) -> float:
    """The share at the right end of a chart: the next tenth above every interval, so that small bars can be seen."""
    highest = max((line.share.high for line in lines if line.share and line.n), default=1.0)
    return min(1.0, ceil(highest * 10) / 10)
