"""Turns scores into probabilities that mean what they say, and finds the probability from which a code is given."""

import numpy as np
from numpy.typing import NDArray
from sklearn.isotonic import IsotonicRegression

from services.analysis.engine.display import DISPLAY_STEPS, Display, logistic
from services.analysis.engine.model import Rule

Floats = NDArray[np.float64]
Judged = tuple[Floats, Floats]
"""Scores by a classifier that had not seen the documents, and the truth: documents × labels both."""
_THRESHOLDS = np.arange(0.15, 0.605, 0.01)
_FALLBACKS = np.arange(0.0, 0.30, 0.05)
_AS_GOOD = 0.001
_HELD = 3.0
_CAUTION = 2
_EDGE = 0.001  # what is shown is never quite 0 or 1: nobody is that sure


def platt(scores: Floats, truth: Floats) -> tuple[Floats, Floats]:
    """Slope and offset per label (column) that make `slope * score + offset` log-odds (Platt 1999).

    Newton steps towards his softened targets, so that labels that part cleanly do not run away.
    """
    positive = truth.sum(axis=0)
    aim = np.where(truth > 0, (positive + 1) / (positive + 2), 1 / (len(truth) - positive + 2))
    start = np.ones(scores.shape[1]), np.zeros(scores.shape[1])
    return _newton((scores, aim), start, held=0.0)


def platt_with_phrases(exemplars: Judged, phrases: Judged) -> tuple[Floats, Floats]:
    """Platt's slopes and offsets where a codebook's phrases help: few exemplars say little of rare codes.

    First fitted to both, then to the exemplars alone, held near the first as if by a few more documents: phrases are
    as many for a rare code as for a frequent one, and where there are exemplars enough they alone count.
    """
    both = platt(*(np.vstack(parts) for parts in zip(exemplars, phrases, strict=True)))
    return _newton(exemplars, both, held=_HELD)


def _newton(judged: Judged, near: tuple[Floats, Floats], *, held: float) -> tuple[Floats, Floats]:
    """The most likely slopes and offsets from `near` on, with a normal prior of precision `held` around it."""
    (scores, aim), (slope, offset) = judged, near
    for _ in range(50):
        chance = logistic(slope * scores + offset)
        miss, spread = chance - aim, chance * (1 - chance)
        a, b = (spread * scores**2).sum(axis=0) + held + 1e-6, (spread * scores).sum(axis=0)
        c = spread.sum(axis=0) + held + 1e-6
        g = (miss * scores).sum(axis=0) + held * (slope - near[0])
        h = miss.sum(axis=0) + held * (offset - near[1])
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

    Of thresholds that do as well within a thousandth the middle one is taken, or up to two hundredths more: a code too
    many costs more trust than one too few. A fallback to the most probable label is kept only where it helps and,
    unless every document has a label, is right at least as often as wrong: no code is an answer too.
    """
    rules = [Rule(round(float(threshold), 2), 1.0) for threshold in _THRESHOLDS]
    scores = np.array([micro_f1(rule.given(probabilities), truth) for rule in rules])
    as_good = np.flatnonzero(scores >= scores.max() - _AS_GOOD)
    best = int(as_good[min(len(as_good) // 2 + _CAUTION, len(as_good) - 1)])
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
