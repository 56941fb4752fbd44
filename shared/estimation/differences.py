"""How far two shares lie apart, and what several shares are together, with intervals made from theirs.

Both go from the intervals of the parts to that of the whole by the method of variance estimates recovery (MOVER), so
that they hold for every way a share is estimated: counted, summed from probabilities, or corrected by a review.
Sources: Newcombe, Statistics in Medicine 17 (1998), 873-890, method 10; Zou and Donner, ibid. 27 (2008), 1693-1702;
for weighted sums Zou, Huang and Zhang, Computational Statistics & Data Analysis 53 (2009), 1080-1085.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, sqrt
from typing import Final

from shared.estimation.shares import Share

RECOVERED_95: Final = "mover-95"


@dataclass(frozen=True, slots=True)
class Difference:
    """One share less another, from -1 to 1, with its 95 % interval."""

    estimate: float
    low: float
    high: float
    method: str = RECOVERED_95

    @property
    def clear(self) -> bool:
        """Whether the interval leaves out that there is none; of many comparisons one in twenty does so by chance."""
        return self.low > 0 or self.high < 0


def difference(one: Share, other: Share) -> Difference:
    """How far `one` lies above `other`, of different people."""
    apart = one.estimate - other.estimate
    below = sqrt((one.estimate - one.low) ** 2 + (other.high - other.estimate) ** 2)
    above = sqrt((one.high - one.estimate) ** 2 + (other.estimate - other.low) ** 2)
    return Difference(apart, max(-1.0, apart - below), min(1.0, apart + above))


def pooled(shares: Sequence[Share]) -> Share | None:
    """The share of all cases of several groups of different people together; None of no groups."""
    cases = sum(share.n for share in shares)
    if not cases:
        return None
    weighed = [(share.n / cases, share) for share in shares]
    estimate = min(1.0, fsum(weight * share.estimate for weight, share in weighed))
    below = sqrt(fsum((weight * (share.estimate - share.low)) ** 2 for weight, share in weighed))
    above = sqrt(fsum((weight * (share.high - share.estimate)) ** 2 for weight, share in weighed))
    methods = {share.method for share in shares}
    method = methods.pop() if len(shares) == 1 else RECOVERED_95
    return Share(estimate, max(0.0, estimate - below), min(1.0, estimate + above), method, cases)
