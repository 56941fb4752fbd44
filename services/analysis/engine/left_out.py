"""Scores every exemplar by a model that has not seen its writer: calibration on seen words would flatter itself."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.analysis.engine.design import Design
from services.analysis.engine.display import logistic
from services.analysis.engine.regression import Fit, fit

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Material:
    """Training rows: first documents, then the segments of documents that have several, for scoring only.

    `folds` gives the fold of each document (-1: always in training), `parents` the document of each segment.
    """

    design: Design
    truth: Floats
    folds: Whole
    parents: Whole

    @property
    def documents(self) -> int:
        """How many rows are documents."""
        return len(self.truth)


@dataclass(frozen=True)
class LeftOut:
    """Scores (log-odds before calibration) of documents and segments, and the mean of the models that gave them."""

    material: Material
    scores: Floats
    mean: Fit

    def probabilities(self, slope: Floats, offset: Floats) -> Floats:
        """What the coder would decide by: the mean of the whole answer and its best segment, per document."""
        chance = logistic(self.scores * slope + offset)
        documents = self.material.documents
        whole = chance[:documents]
        best = np.zeros_like(whole)
        np.maximum.at(best, self.material.parents, chance[documents:])
        alone = np.bincount(self.material.parents, minlength=documents) == 0
        best[alone] = whole[alone]
        return (whole + best) / 2


def fold_of_writers(writers: Sequence[str], folds: int) -> Whole:
    """A fold for each exemplar, `folds` at most, so that all of one writer's stand in the same fold."""
    order = {writer: number for number, writer in enumerate(sorted(set(writers)))}
    return np.array([order[writer] % min(folds, len(order)) for writer in writers], dtype=np.int64)


def score_left_out(material: Material, *, strength: float) -> LeftOut:
    """Fit one model a fold without that fold and score the fold and its segments with it."""
    scores = np.zeros((material.documents + len(material.parents), material.truth.shape[1]))
    fits = []
    for fold in range(int(material.folds.max()) + 1):
        seen = np.flatnonzero(material.folds != fold)
        fitted = fit(material.design.rows(seen), material.truth[seen], strength=strength)
        held = np.concatenate(
            [
                np.flatnonzero(material.folds == fold),
                material.documents + np.flatnonzero(material.folds[material.parents] == fold),
            ]
        )
        scores[held] = fitted.scores(material.design.rows(held))
        fits.append(fitted)
    weights = sum((fitted.weights for fitted in fits), np.zeros_like(fits[0].weights)) / len(fits)
    intercepts = sum((fitted.intercepts for fitted in fits), np.zeros_like(fits[0].intercepts)) / len(fits)
    return LeftOut(material, scores, Fit(weights, intercepts))
