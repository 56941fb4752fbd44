"""The share of answers with a code as its model sees it: every answer counts by its probability, none is cut off."""

from collections.abc import Sequence

from shared.estimation.probabilities import Floats, as_probabilities
from shared.estimation.shares import Share, expected_share


def probability_sum(probabilities: Sequence[float] | Floats) -> Share | None:
    """The mean of calibrated probabilities, one an answer, with the interval of `expected_share`; None of no answers.

    Raises ValueError unless all lie within 0 and 1.
    """
    chances = as_probabilities(probabilities)
    return expected_share(min(float(len(chances)), float(chances.sum())), len(chances))
