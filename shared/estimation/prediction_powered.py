"""The share of answers with a code after people reviewed some of them: the model's errors are found and taken out."""

from collections.abc import Sequence
from math import inf
from typing import Final

import numpy as np
from numpy.typing import NDArray

from shared.estimation.probabilities import Floats, as_probabilities, as_truth
from shared.estimation.shares import Share
from shared.estimation.spread import Spread, spread_of
from shared.estimation.tilted_scores import Sample, Seen, score_limits

PREDICTION_POWERED_95: Final = "prediction-powered-95"
_TRUST: Final = 50  # reviewed answers that the expectation of a calibrated model, a weight of 1, is worth


def prediction_powered(
    all_probabilities: Sequence[float] | Floats | Spread,
    reviewed_probabilities: Sequence[float] | Floats,
    reviewed_truth: Sequence[bool] | NDArray[np.bool_],
    population: int | None = None,
) -> Share | None:
    """The mean of all probabilities, corrected by a random sample of answers that people coded; None of no answers.

    `all_probabilities` holds those of the reviewed answers too, in a row or as a spread; the sample was drawn from
    them without replacement, each answer as likely as another. The share speaks of `population` answers:
    `len(all_probabilities)` when it is about these and no others, None when they stand for an unlimited number.

    The estimate is `mean(truth) + weight * (mean(all) - mean(reviewed))`: prediction-powered inference with power
    tuning. Each answer's weight is learned from the other reviewed ones, so that the estimate is unbiased at any
    size of sample and however wrong the model is. The one shrinkage is in the weight, towards the 1 of a calibrated
    model: it can cost precision and never truth. Afterwards the estimate is kept between the shares that were seen
    to have and not to have the code, which lifts a negative one to what was seen.

    Sources: Angelopoulos, Bates, Fannjiang, Jordan, Zrnic, Science 382 (2023), 669-674; Angelopoulos, Duchi, Zrnic,
    PPI++ (2023), arXiv 2311.01453; Zrnic, Candès, cross-prediction (2024), PNAS 121, for learning from the others.
    Raises ValueError when nothing was reviewed, more than there is, or what is no probability or decision.
    """
    chances, seen = spread_of(all_probabilities), as_probabilities(reviewed_probabilities)
    truth = as_truth(reviewed_truth)
    if not chances.answers and not len(seen):
        return None
    sample = Sample(len(seen), chances.answers, inf if population is None else population)
    sample.check(len(truth))
    floor, ceiling = truth.sum() / sample.population, 1 - (1 - truth).sum() / sample.population
    unbiased, weight = _estimate(chances, seen, truth)
    estimate = float(np.clip(unbiased, floor, ceiling))
    low, high = score_limits(chances, Seen(estimate, weight, truth - weight * seen), sample)
    low, high = min(estimate, max(low, floor)), max(estimate, min(high, ceiling))
    return Share(estimate, low, high, PREDICTION_POWERED_95, chances.answers)


def _estimate(chances: Spread, seen: Floats, truth: Floats) -> tuple[float, float]:
    """The unbiased share, not yet kept within 0 and 1, and the weight of the model in it."""
    part, prior = len(seen) / chances.answers, _TRUST * chances.variance()
    products = (seen - seen.mean()) * (truth - truth.mean())
    squares = (seen - seen.mean()) ** 2
    others = len(seen) / max(1, len(seen) - 1)  # what leaving one out takes from a sum of products about the mean
    weights = _slope(products.sum() - others * products + prior, squares.sum() - others * squares + prior)
    gained = chances.mean() - part * seen.mean() - (1 - part) * seen
    weight = _slope(products.sum() + prior, squares.sum() + prior)
    return float(truth.mean() + (weights * gained).mean()), float(weight)


def _slope(products: Floats, squares: Floats) -> Floats:
    """The slope of truth over probability, between 0 and 1; 1 where nothing varies."""
    return np.clip(np.where(squares > 0, products / np.where(squares > 0, squares, 1), 1), 0, 1)
