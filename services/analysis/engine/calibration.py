"""Turns scores into probabilities that mean what they say, and finds the probability from which a code is given."""

import numpy as np
from numpy.typing import NDArray
from sklearn.isotonic import IsotonicRegression

from services.analysis.engine.display import DISPLAY_STEPS, Display, logistic

Floats = NDArray[np.float64]
_THRESHOLDS = np.arange(0.15, 0.61, 0.01)
_EDGE = 0.001  # what is shown is never quite 0 or 1: nobody is that sure


def platt(scores: Floats, truth: Floats) -> tuple[Floats, Floats]:
    """Slope and offset per label (column) that make `slope * score + offset` log-odds (Platt 1999).

    Newton steps towards his softened targets, so that labels that part cleanly do not run away.
    """
    positive = truth.sum(axis=0)
    aim = np.where(truth > 0, (positive + 1) / (positive + 2), 1 / (len(truth) - positive + 2))
    slope, offset = np.ones(scores.shape[1]), np.zeros(scores.shape[1])
    for _ in range(50):
        chance = logistic(slope * scores + offset)
        miss, spread = chance - aim, chance * (1 - chance)
        a, b = (spread * scores**2).sum(axis=0) + 1e-6, (spread * scores).sum(axis=0)
        c = spread.sum(axis=0) + 1e-6
        g, h = (miss * scores).sum(axis=0), miss.sum(axis=0)
        size = np.maximum(a * c - b * b, 1e-9)
        slope, offset = slope - (c * g - b * h) / size, offset - (a * h - b * g) / size
    return np.clip(slope, 1e-3, 100.0), np.clip(offset, -40.0, 40.0)


def learn_display(probabilities: Floats, truth: Floats) -> Display:
    """Fit the curve over all labels pooled; without labels nothing is bent."""
    if not truth.size:
        return Display(DISPLAY_STEPS)
    curve = IsotonicRegression(y_min=_EDGE, y_max=1.0 - _EDGE, out_of_bounds="clip")
    curve.fit(probabilities.ravel(), truth.ravel())
    return Display(np.round(curve.predict(DISPLAY_STEPS), 6))


def micro_f1(given: NDArray[np.bool_], truth: Floats) -> float:
    """Micro-averaged F1 of decisions (documents × labels) against the truth (0 or 1)."""
    agreed = float((given * truth).sum())
    return 2 * agreed / max(float(given.sum() + truth.sum()), 1.0)


def best_threshold(probabilities: Floats, truth: Floats) -> float:
    """The probability, in hundredths, from which giving a label reaches the best micro-F1."""
    scores = [micro_f1(probabilities >= threshold, truth) for threshold in _THRESHOLDS]
    return round(float(_THRESHOLDS[int(np.argmax(scores))]), 2)
