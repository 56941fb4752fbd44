"""How far the shares in a report are from the truth: without review, and after people reviewed a random sample."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from services.analysis.engine.measuring.decisions import Bools, Decisions, Floats
from shared.estimation.prediction_powered import prediction_powered
from shared.estimation.probability_sums import probability_sum
from shared.estimation.shares import Share

Places = NDArray[np.int64]
_HAIR: Final = 1e-9  # the ends are computed in floating point: a share that lies on one may miss it by that much


@dataclass(frozen=True, slots=True)
class ReviewedShares:
    """Over many draws of answers to review: mean absolute error of shares, and how often the interval held the truth.

    Both are over all codes and draws; `reviewed` answers were drawn in each.
    """

    mae: float
    coverage: float
    reviewed: int
    draws: int
    seed: int


def share_mae(decisions: Decisions) -> float | None:
    """Mean absolute error, over all codes, of the share estimated as a sum of probabilities; None of no answers."""
    estimates = [share.estimate for column in decisions.probabilities.T if (share := probability_sum(column))]
    if not estimates:
        return None
    return float(np.abs(np.array(estimates) - decisions.truth.mean(axis=0)).mean())


def reviewed_shares(decisions: Decisions, *, reviewed: int, draws: int, seed: int = 0) -> ReviewedShares:
    """Draw answers to review, estimate every code's share with them, and compare with the share that is true.

    The share spoken of is that of these answers, so the population is their number. Raises ValueError when there are
    fewer answers than are to be reviewed.
    """
    true = decisions.truth.mean(axis=0)
    outcomes = [
        (abs(share.estimate - at), share.low - _HAIR <= at <= share.high + _HAIR)
        for sample in _samples(len(decisions.truth), reviewed, draws, seed)
        for code, at in enumerate(true.tolist())
        if (share := _estimate(decisions, code, sample))
    ]
    missed, held = zip(*outcomes, strict=True)
    return ReviewedShares(float(np.mean(missed)), float(np.mean(held)), reviewed, draws, seed)


def _samples(answers: int, reviewed: int, draws: int, seed: int) -> Iterator[Places]:
    random = np.random.default_rng(seed)
    for _ in range(draws):
        yield random.choice(answers, size=reviewed, replace=False)


def _estimate(decisions: Decisions, code: int, sample: Places) -> Share | None:
    chances: Floats = decisions.probabilities[:, code]
    truth: Bools = decisions.truth[:, code]
    return prediction_powered(chances, chances[sample], truth[sample], len(truth))
