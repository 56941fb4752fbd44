"""Which codes stand together in a response, and whether more often than chance would have it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from services.reports.domain.aspects import TOGETHER, code_written
from services.reports.domain.chances import Code
from services.reports.domain.counts import WHOLE
from services.reports.domain.report_rows import ReportRows
from services.reports.findings.lines import CodeLine, code_lines
from services.reports.findings.report import Report

# Under five expected cases a ratio says little: the old rule of thumb for tables of two by two (W. G. Cochran,
# Biometrics 10 (1954), 417-451).
_LEAST_EXPECTED: Final = 5.0


@dataclass(frozen=True, slots=True)
class Pair:
    """`n` responses bear both codes; that is `ratio` times as many as chance would bring, None where too few tell."""

    one: CodeLine
    other: CodeLine
    n: int
    ratio: float | None


@dataclass(frozen=True, slots=True)
class Pairs:
    """The pairs that may be told, the most frequent first; `kept_back` others are too small, or would give one away."""

    told: tuple[Pair, ...]
    kept_back: int

    def of(self, code: str) -> tuple[Pair, ...]:
        """The pairs with a code."""
        return tuple(pair for pair in self.told if code in (pair.one.code, pair.other.code))


def pairs_of(report: Report, rows: ReportRows, smallest: int) -> Pairs:
    """All pairs of codes that were given together.

    A pair is told where those who bear both codes, only the one, only the other and neither are nobody or at least
    `smallest`: each of the four follows from any other.
    """
    lines = {Code(line.theme, line.code): line for line in code_lines(report.themes)}
    found = [(one, other, n) for one, other, n in _counted(rows) if one in lines and other in lines]
    total = rows.totals.responses
    told = [
        Pair(lines[one], lines[other], n, _ratio(n, lines[one].n, lines[other].n, total))
        for one, other, n in found
        if _may_be_told(n, lines[one].n, lines[other].n, total, smallest)
    ]
    told.sort(key=lambda pair: (-pair.n, pair.one.code, pair.other.code))
    return Pairs(tuple(told), len(found) - len(told))


def _counted(rows: ReportRows) -> Iterator[tuple[Code, Code, int]]:
    for (group, question), sums in rows.aspects.items():
        if group.attribute == TOGETHER and question == WHOLE:
            yield from ((code_written(group.value), other, n) for other, n in sums.named.items() if n)


def _may_be_told(n: int, one: int, other: int, total: int, smallest: int) -> bool:
    cells = (n, one - n, other - n, total - one - other + n)
    return not any(0 < cell < smallest for cell in cells)


def _ratio(n: int, one: int, other: int, total: int) -> float | None:
    expected = one * other / total if total else 0.0
    return n / expected if expected >= _LEAST_EXPECTED else None
