"""A share that says how sure it is, because a bare percentage of a few answers claims more than was seen."""

from dataclasses import dataclass
from math import sqrt
from typing import Final

WILSON_95: Final = "wilson-95"
PROBABILITY_SUM_95: Final = "probability-sum-95"
Z_95: Final = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Share:
    """`estimate` of a share with its interval, all from 0 to 1, out of `n` cases, and the `method` of the interval."""

    estimate: float
    low: float
    high: float
    method: str
    n: int


def wilson_share(count: int, n: int) -> Share | None:
    """The share of `count` in `n` cases with the 95 % score interval; None of no cases, which say nothing.

    The interval speaks of chance alone: of who happened to answer, not of errors in the coding.
    Source: E. B. Wilson, JASA 22 (1927), 209-212. Raises ValueError unless 0 <= count <= n.
    """
    if not 0 <= count <= n:
        raise ValueError(f"{count} of {n} is no share")
    if n == 0:
        return None
    estimate = count / n
    return Share(estimate, *wilson_interval(estimate, n), WILSON_95, n)


def expected_share(expected: float, n: int) -> Share | None:
    """The share of `n` answers that have a code, from the sum of their calibrated probabilities; None of no answers.

    Two doubts add up: who happened to answer, `var(p) / n`, and whether a careful reader would give the code,
    `sum p (1 - p) / n²` (Poisson-binomial). Their sum is `m (1 - m) / n` with `m` the mean, whatever the
    probabilities: just the variance of a share that was counted by hand. So the interval is Wilson's, with the sum of
    the probabilities as the count: never narrower than if people had read everything. That the probabilities are
    calibrated is assumed: an error of the model that is common to all answers is not in the interval; only a review
    finds it (`prediction_powered`). Raises ValueError unless 0 <= expected <= n.
    """
    if not 0 <= expected <= n:
        raise ValueError(f"{expected} of {n} is no share")
    if n == 0:
        return None
    estimate = expected / n
    return Share(estimate, *wilson_interval(estimate, n), PROBABILITY_SUM_95, n)


def wilson_interval(estimate: float, n: int) -> tuple[float, float]:
    """The ends of the 95 % score interval of a share of `n` cases; `estimate * n` may be fractional.

    Source: E. B. Wilson, JASA 22 (1927), 209-212. Raises ValueError unless 0 <= estimate <= 1 and n > 0.
    """
    if not 0 <= estimate <= 1 or n < 1:
        raise ValueError(f"{estimate} of {n} is no share")
    spread = Z_95**2 / n
    centre = (estimate + spread / 2) / (1 + spread)
    half = Z_95 * sqrt(estimate * (1 - estimate) / n + spread / (4 * n)) / (1 + spread)
    # At the ends the formula is exactly 0 and 1, and it always holds the estimate; floating point may miss by a hair.
    low = 0.0 if estimate == 0 else min(estimate, max(0.0, centre - half))
    high = 1.0 if estimate == 1 else max(estimate, min(1.0, centre + half))
    return low, high
