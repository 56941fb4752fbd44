"""The share of answers with a code as its model sees it: every answer counts by its probability, none is cut off."""

from collections.abc import Sequence
from typing import Final

from shared.estimation.probabilities import Floats, as_probabilities
from shared.estimation.shares import Share, wilson_interval

PROBABILITY_SUM_95: Final = "probability-sum-95"


def probability_sum(probabilities: Sequence[float] | Floats) -> Share | None:
    """The mean of calibrated probabilities, one an answer, with a 95 % interval; None of no answers.

    Two doubts add up: who happened to answer, `var(p) / n`, and whether a careful reader would give the code,
    `sum p (1 - p) / n²` (Poisson-binomial). Their sum is `m (1 - m) / n` with `m` the mean, whatever the
    probabilities: just the variance of a share that was counted by hand. So the interval is Wilson's, with the sum of
    the probabilities as the count: never narrower than if people had read everything. That the probabilities are
    calibrated is assumed: an error of the model that is common to all answers is not in the interval; only a review
    finds it (`prediction_powered`). Raises ValueError unless all lie within 0 and 1.
    """
    chances = as_probabilities(probabilities)
    if not len(chances):
        return None
    estimate = min(1.0, float(chances.mean()))
    return Share(estimate, *wilson_interval(estimate, len(chances)), PROBABILITY_SUM_95, len(chances))
