"""Many events together: the share of each code over all of them, beside that of each."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.reports.findings.comparison import Side, SideLine
from shared.estimation.differences import pooled
from shared.estimation.shares import Share


@dataclass(frozen=True, slots=True)
class PooledLine:
    """A code with the figures of each event, in their order; `share` is that of all that could be given the code.

    A cell is None where an event's codebook never had the code.
    """

    line: SideLine
    cells: tuple[SideLine | None, ...]
    n: int
    share: Share | None


@dataclass(frozen=True, slots=True)
class Pooled:
    """Events with one question, or all, under a common codebook; lines by falling share."""

    sides: tuple[Side, ...]
    lines: tuple[PooledLine, ...]


def compile_pooled(sides: Sequence[Side]) -> Pooled:
    """Pool events of different people, each weighed by how many answered."""
    codes = dict.fromkeys(code for side in sides for code in side.lines)
    lines = [_line(code, sides) for code in codes]
    lines.sort(key=lambda line: -line.share.estimate if line.share else 1)
    return Pooled(tuple(sides), tuple(lines))


def _line(code: str, sides: Sequence[Side]) -> PooledLine:
    cells = tuple(side.lines.get(code) for side in sides)
    there = [cell for cell in cells if cell is not None]
    counted = [cell.figures for cell in there if cell.knowable]
    shares = [figures.share for figures in counted if figures.share is not None]
    return PooledLine(there[0], cells, sum(figures.n or 0 for figures in counted), pooled(shares))
