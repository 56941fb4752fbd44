"""The clearest difference between groups under a question, if any is larger than chance may bring about."""

from dataclasses import dataclass
from itertools import combinations
from math import sqrt
from statistics import NormalDist

from services.reports.findings.split import SplitLine, SplitPart
from shared.estimation.shares import Share

_ERROR = 0.05


@dataclass(frozen=True, slots=True)
class Contrast:
    """Of `line`, the group at place `more` has a clearly larger share than the one at place `less`."""

    line: SplitLine
    more: int
    less: int


def clearest(part: SplitPart) -> Contrast | None:
    """The pair of open cells whose shares lie farthest apart for their sizes; None when that may well be chance.

    A two-sample test of proportions at 5 % for all comparisons of the question together (Bonferroni): of questions
    without any difference, one in twenty at most is said to have one.
    """
    count, farthest, found = 0, 0.0, None
    for line in part.lines:
        open_ = [(place, cell.share) for place, cell in enumerate(line.cells) if cell.share is not None]
        for (one, of_one), (other, of_other) in combinations(open_, 2):
            count += 1
            distance = _distance(of_one, of_other)
            if abs(distance) > farthest:
                farthest = abs(distance)
                found = Contrast(line, one, other) if distance > 0 else Contrast(line, other, one)
    return found if found and farthest > NormalDist().inv_cdf(1 - _ERROR / count / 2) else None


def _distance(one: Share, other: Share) -> float:
    """How many standard errors the one share lies above the other."""
    pooled = (one.estimate * one.n + other.estimate * other.n) / (one.n + other.n)
    spread = sqrt(pooled * (1 - pooled) * (1 / one.n + 1 / other.n))
    return (one.estimate - other.estimate) / spread if spread else 0.0
