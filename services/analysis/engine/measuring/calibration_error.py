"""Whether a confidence means what it says: of codes shown at 70 %, seven in ten should be right."""

from typing import Final

import numpy as np

from services.analysis.engine.measuring.decisions import Bools, Decisions, Floats

_BINS: Final = 10
ALL_BUT_UNLIKELY: Final = 0.05  # below it lie nearly all pairs of answer and code, and would hide the rest
CONFIDENT: Final = 0.5


def calibration_error(decisions: Decisions) -> float | None:
    """Expected calibration error of all pairs of answer and code with a probability over .05; None when there is none.

    Pairs are pooled over codes and put into 10 bins of equal width from 0 to 1; the error is the mean distance of
    mean probability and share that is true, each bin counting by its pairs.
    Source: M. P. Naeini, G. F. Cooper, M. Hauskrecht, AAAI 2015.
    """
    return _error(decisions, decisions.probabilities > ALL_BUT_UNLIKELY)


def confident_calibration_error(decisions: Decisions) -> float | None:
    """The same of the pairs with a probability of .5 or more: those that people see as findings."""
    return _error(decisions, decisions.probabilities >= CONFIDENT)


def _error(decisions: Decisions, chosen: Bools) -> float | None:
    chances: Floats = decisions.probabilities[chosen]
    if not len(chances):
        return None
    bins = np.minimum((chances * _BINS).astype(np.int64), _BINS - 1)
    surplus = np.bincount(bins, weights=chances - decisions.truth[chosen])
    return float(np.abs(surplus).sum() / len(chances))
