"""Turns scores into probabilities that mean what they say, and finds the probability from which a code is given."""

import numpy as np
from numpy.typing import NDArray
from sklearn.isotonic import IsotonicRegression

from services.analysis.engine.display import DISPLAY_STEPS, Display, logistic
from services.analysis.engine.model import Rule

Floats = NDArray[np.float64]
_THRESHOLDS = np.arange(0.15, 0.61, 0.01)
_FALLBACKS = np.arange(0.0, 0.30, 0.05)
_AS_GOOD = 0.001
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
    """Micro-averaged F1 of decisions against the truth (documents × labels, 0 or 1)."""
    agreed = float((given * truth).sum())
    return 2 * agreed / max(float(given.sum() + truth.sum()), 1.0)


def best_rule(probabilities: Floats, truth: Floats) -> Rule:
    """The rule with the best micro-F1, in hundredths.

    Of thresholds that do as well within a thousandth the middle one is taken, the upper of two: a code too many costs
    more trust than one too few. A fallback to the most probable label is kept only where it helps and, unless every
    document has a label, is right at least as often as wrong: no code is an answer too.
    """
    rules = [Rule(round(float(threshold), 2), 1.0) for threshold in _THRESHOLDS]
    scores = np.array([micro_f1(rule.given(probabilities), truth) for rule in rules])
    as_good = np.flatnonzero(scores >= scores.max() - _AS_GOOD)
    best = int(as_good[len(as_good) // 2])
    threshold, reached = rules[best].threshold, scores[best] + _AS_GOOD
    for fallback in (round(float(value), 2) for value in _FALLBACKS if value < threshold):
        rule = Rule(threshold, fallback)
        if micro_f1(rule.given(probabilities), truth) > reached and _trustworthy(rule, probabilities, truth):
            return rule
    return rules[best]


def _trustworthy(rule: Rule, probabilities: Floats, truth: Floats) -> bool:
    fallen = ~(probabilities >= rule.threshold).any(axis=1) & (probabilities.max(axis=1) >= rule.fallback)
    right = truth[fallen, probabilities[fallen].argmax(axis=1)]
    return bool(truth.any(axis=1).all() or right.mean() >= 0.5)
