"""Fits all one-vs-rest logistic regressions at once by truncated Newton steps: repeatable, without random numbers.

Lin, Weng and Keerthi, "Trust Region Newton Method for Large-Scale Logistic Regression", JMLR 2008, with every label
a column and the step halved where it does not descend.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_NEWTON_STEPS = 5  # more change no decision: the micro-F1 of left-out writers moves by .0004
_INNER_STEPS = 8


class Features(Protocol):
    """A matrix of documents × features that is only ever multiplied."""

    @property
    def width(self) -> int:
        """The number of features."""

    def times(self, weights: Floats) -> Floats:
        """The product with features × labels."""

    def transposed_times(self, values: Floats) -> Floats:
        """The product of the transpose with documents × labels."""


@dataclass(frozen=True)
class Fit:
    """Weights (features × labels) and one intercept a label."""

    weights: Floats
    intercepts: Floats

    def scores(self, features: Features) -> Floats:
        """Documents × labels: the log-odds before calibration."""
        return np.asarray(features.times(self.weights) + self.intercepts)


@dataclass(frozen=True)
class _Problem:
    features: Features
    truth: Floats
    importance: Floats
    penalty: float

    def times(self, w: Floats) -> Floats:
        return np.asarray(self.features.times(w[:-1]) + w[-1])

    def back(self, values: Floats, w: Floats) -> Floats:
        ridge = self.penalty * w
        ridge[-1] = 0.0
        return np.vstack([self.features.transposed_times(values), values.sum(axis=0, keepdims=True)]) + ridge

    def loss(self, scores: Floats, w: Floats) -> Floats:
        likelihood = np.logaddexp(0.0, scores) - self.truth * scores
        ridge = 0.5 * self.penalty * (w[:-1] ** 2).sum(axis=0)
        return np.asarray((self.importance * likelihood).sum(axis=0) + ridge)


def fit(features: Features, truth: Floats, *, strength: float, start: Fit | None = None) -> Fit:
    """Fit labels `truth` (documents × labels, 0 or 1), both sides of a label weighing the same ("balanced").

    `strength` is the inverse of the ridge penalty; `start` may give weights to begin from.
    """
    problem = _Problem(features, truth, _balanced(truth), 1.0 / strength)
    w = np.zeros((features.width + 1, truth.shape[1]))
    if start is not None:
        w[:-1], w[-1] = start.weights, start.intercepts
    scores = problem.times(w)
    for _ in range(_NEWTON_STEPS):
        chance = _logistic(scores)
        gradient = problem.back(problem.importance * (chance - truth), w)
        step = _conjugate_gradient(problem, problem.importance * chance * (1 - chance), gradient)
        w, scores = _descend(problem, w, scores, step)
    return Fit(w[:-1], w[-1])


def _balanced(truth: Floats) -> Floats:
    total = truth.shape[0]
    positive = np.clip(truth.sum(axis=0), 1, total - 1)
    return np.asarray(np.where(truth > 0, total / (2 * positive), total / (2 * (total - positive))))


def _logistic(scores: Floats) -> Floats:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(scores, -60, 60))))


def _conjugate_gradient(problem: _Problem, curvature: Floats, gradient: Floats) -> Floats:
    step = np.zeros_like(gradient)
    residual = -gradient
    direction = residual.copy()
    norm = (residual**2).sum(axis=0)
    for _ in range(_INNER_STEPS):
        product = problem.back(curvature * problem.times(direction), direction)
        length = norm / np.maximum((direction * product).sum(axis=0), 1e-30)
        step += length * direction
        residual -= length * product
        renewed = (residual**2).sum(axis=0)
        direction = residual + renewed / np.maximum(norm, 1e-30) * direction
        norm = renewed
    return step


def _descend(problem: _Problem, w: Floats, scores: Floats, step: Floats) -> tuple[Floats, Floats]:
    change = problem.times(step)
    before = problem.loss(scores, w)
    size = np.ones(w.shape[1])
    for _ in range(6):
        worse = problem.loss(scores + size * change, w + size * step) > before
        if not worse.any():
            break
        size = np.where(worse, size / 2, size)
    size = np.where(problem.loss(scores + size * change, w + size * step) > before, 0.0, size)
    return w + size * step, scores + size * change
