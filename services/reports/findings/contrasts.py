"""The clearest difference between groups under a question, if any is larger than chance may bring about."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations
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
    pairs = [(_distance(one, other), contrast) for contrast, one, other in _pairs(part)]
    if not pairs:
        return None
    farthest, contrast = max(pairs, key=lambda pair: pair[0])
    return contrast if farthest > NormalDist().inv_cdf(1 - _ERROR / len(pairs) / 2) else None


def _pairs(part: SplitPart) -> Iterator[tuple[Contrast, Share, Share]]:
    for line in part.lines:
        open_ = [(place, cell.share) for place, cell in enumerate(line.cells) if cell.share is not None]
        for (more, one), (less, other) in permutations(open_, 2):
            if one.estimate > other.estimate:
                yield Contrast(line, more, less), one, other


def _distance(one: Share, other: Share) -> float:
    pooled = (one.estimate * one.n + other.estimate * other.n) / (one.n + other.n)
    spread = sqrt(pooled * (1 - pooled) * (1 / one.n + 1 / other.n))
    return (one.estimate - other.estimate) / spread if spread else 0.0
