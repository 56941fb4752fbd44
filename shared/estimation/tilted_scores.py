"""The interval of a reviewed share: all shares at which what was seen would be no surprise, also for rare codes.

Wilson's idea, for a share that a model helped to estimate. To ask whether the true share could be `t`, all
probabilities are shifted by one constant on the logit scale until their mean is `t`; under these the estimate has a
variance and a skewness, and `t` stays in the interval when the estimate lies within its 2.5 and 97.5 % points, the
normal ones corrected for skewness (Cornish, Fisher 1937; for shares Gart, Nam, Biometrics 44 (1988), 323-338). The
usual normal interval has no width when nobody was seen to differ from the model, which with 100 reviewed is most rare
codes. Where the model was seen to err more than its probabilities say, the variance grows by as much.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from shared.estimation.probabilities import Floats
from shared.estimation.shares import Z_95
from shared.estimation.spread import Spread

_FARTHEST: Final = 30.0  # shift on the logit scale, either way
_SHIFTS: Final = 151  # that are tried at one look
_LOOKS: Final = 2  # the second at the neighbourhood of what the first left
_GROUP: Final = 0.1  # width on the logit scale within which probabilities are as good as one
_SMALLEST: Final = 1e-6  # what a probability of 0 is taken for: nothing is impossible
_LEAST_VARIANCE: Final = 1e-12  # where shares near 0 and 1 leave floating point nothing to tell apart
_BEND: Final = (Z_95**2 - 1) / 6


@dataclass(frozen=True, slots=True)
class Sample:
    """How many were reviewed, out of how many answers, which stand for how large a population (may be infinite)."""

    reviewed: int
    answers: int
    population: float

    def check(self, decisions: int) -> None:
        """Raise ValueError unless there is a decision for each reviewed answer and each set holds the one before."""
        if not 0 < self.reviewed <= self.answers <= self.population:
            raise ValueError(f"{self.reviewed} reviewed of {self.answers} answers of {self.population} is no sample")
        if decisions != self.reviewed:
            raise ValueError(f"{decisions} decisions on {self.reviewed} reviewed answers")

    def variance(self, residual: Floats, decision: Floats) -> Floats:
        """The variance of the estimate from those of one residual (see `Seen`) and one decision."""
        reviewed, answers = self.reviewed, self.answers
        return residual * (1 / reviewed - 1 / answers) + decision * (1 / answers - 1 / self.population)

    def third_moment(self, residual: Floats, decision: Floats) -> Floats:
        """The third central moment of the estimate, likewise; samples are drawn without replacement."""
        inner, outer = self.reviewed / self.answers, self.answers / self.population
        of_review = (1 - inner) * (1 - 2 * inner) / self.reviewed**2
        return residual * of_review + decision * (1 - outer) * (1 - 2 * outer) / self.answers**2


@dataclass(frozen=True, slots=True)
class Seen:
    """The estimate, the weight of the model in it, and residuals: decisions less weighted probabilities."""

    estimate: float
    weight: float
    residuals: Floats


@dataclass(frozen=True, slots=True)
class _Tilted:
    """The shares that are tried, in rising order, with the moments that they imply."""

    share: Floats
    variance: Floats
    third: Floats

    @property
    def decision_variance(self) -> Floats:
        return self.share * (1 - self.share)

    @property
    def decision_third(self) -> Floats:
        return self.decision_variance * (1 - 2 * self.share)


@dataclass(frozen=True, slots=True)
class _Groups:
    """Probabilities that hardly differ, together: their mean and their part of all."""

    chance: Floats
    part: Floats


def score_limits(probabilities: Spread, seen: Seen, sample: Sample) -> tuple[float, float]:
    """The ends of the 95 % interval of the share; both the estimate when everybody was reviewed."""
    if sample.reviewed == sample.population:
        return seen.estimate, seen.estimate
    groups, lowest, highest = _grouped(probabilities), -_FARTHEST, _FARTHEST
    ends = seen.estimate, seen.estimate
    for _ in range(_LOOKS):
        shifts = np.linspace(lowest, highest, _SHIFTS)
        tilted = _tilt(groups, seen.weight, shifts)
        surprise = _surprise(tilted, seen, sample)
        first, last = _no_surprise(tilted.share, surprise, seen.estimate)
        ends = _ends(tilted.share, surprise, first, last)
        lowest, highest = shifts[max(first - 1, 0)], shifts[min(last + 1, _SHIFTS - 1)]
    return ends


def _grouped(probabilities: Spread) -> _Groups:
    chances, answers = np.clip(probabilities.values, _SMALLEST, 1 - _SMALLEST), probabilities.sizes
    _, group = np.unique((np.log(chances / (1 - chances)) / _GROUP).round(), return_inverse=True)
    sizes = np.bincount(group, weights=answers)
    return _Groups(np.bincount(group, weights=chances * answers) / sizes, sizes / answers.sum())


def _tilt(groups: _Groups, weight: float, shifts: Floats) -> _Tilted:
    chance, part = groups.chance, groups.part
    tilted = 1 / (1 + np.exp(-shifts[:, None] - np.log(chance / (1 - chance))))
    share = tilted @ part
    own = tilted * (1 - tilted)
    between = tilted - share[:, None] - weight * (chance - chance @ part)
    squared = between * between
    third = own * (1 - 2 * tilted + 3 * between) + squared * between
    return _Tilted(share, (own + squared) @ part, third @ part)


def _surprise(tilted: _Tilted, seen: Seen, sample: Sample) -> Floats:
    """By how much the estimate lies outside what each share would let expect; at most 0 where it is no surprise."""
    excess = _excess(tilted, seen)
    variance = np.maximum(sample.variance(tilted.variance * excess, tilted.decision_variance), _LEAST_VARIANCE)
    third = sample.third_moment(tilted.third * excess**1.5, tilted.decision_third)
    spread, bend = Z_95 * np.sqrt(variance), _BEND * third / variance
    error = seen.estimate - tilted.share
    return np.maximum(error - spread - bend, bend - spread - error)


def _excess(tilted: _Tilted, seen: Seen) -> float:
    """How many times as much as expected the reviewed answers vary; at least 1."""
    if len(seen.residuals) < 2:
        return 1.0
    expected = max(float(np.interp(seen.estimate, tilted.share, tilted.variance)), _LEAST_VARIANCE)
    return max(1.0, float(seen.residuals.var(ddof=1)) / expected)


def _no_surprise(shares: Floats, surprise: Floats, estimate: float) -> tuple[int, int]:
    """The places of the first and the last that is none; if all are one, those above and below the estimate."""
    inside = np.flatnonzero(surprise <= 0)
    if len(inside):
        return int(inside[0]), int(inside[-1])
    above = min(max(int(np.searchsorted(shares, estimate)), 1), len(shares) - 1)
    return above, above - 1


def _ends(shares: Floats, surprise: Floats, first: int, last: int) -> tuple[float, float]:
    """The ends of the interval, between the shares that were tried by straight lines."""
    if first > last:
        return float(shares[last]), float(shares[first])
    low = _crossing(shares, surprise, first - 1) if first else float(shares[0])
    high = _crossing(shares, surprise, last) if last + 1 < len(shares) else float(shares[-1])
    return low, high


def _crossing(shares: Floats, surprise: Floats, place: int) -> float:
    before, after = float(surprise[place]), float(surprise[place + 1])
    return float(shares[place] + (shares[place + 1] - shares[place]) * before / (before - after))
