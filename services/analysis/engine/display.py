"""Turns log-odds into probabilities, and those into the confidence that people are shown."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
DISPLAY_STEPS: Final = np.linspace(0.0, 1.0, 101)


def logistic(scores: Floats) -> Floats:
    """The probability of log-odds."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(scores, -40.0, 40.0))))


@dataclass(frozen=True, slots=True)
class Display:
    """The pooled isotonic curve from decision probability to the confidence that is shown, at 101 even steps."""

    shown: Floats

    def __call__(self, probabilities: Floats) -> Floats:
        """The confidences of probabilities, between 0.001 and 0.999, to four decimals."""
        return np.round(np.interp(probabilities, DISPLAY_STEPS, self.shown), 4)
