"""Scores every exemplar by a model that has not seen its writer: calibration on seen words would flatter itself."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.analysis.engine.calibration import Judged
from services.analysis.engine.display import logistic
from services.analysis.engine.material import Material
from services.analysis.engine.regression import fit

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class LeftOut:
    """Scores, before calibration, of all documents and of the segments of the judged ones."""

    material: Material
    scores: Floats
    of_segments: Floats

    @property
    def judged(self) -> Judged:
        """Scores and truth of the exemplars."""
        return self.scores[: self.material.judged], self.material.truth[: self.material.judged]

    @property
    def phrases(self) -> Judged:
        """Scores and truth of the codebook's phrases."""
        return self.scores[self.material.written :], self.material.truth[self.material.written :]

    def probabilities(self, slope: Floats, offset: Floats) -> Floats:
        """What the coder would decide by: the mean of the whole answer and its best segment, per judged document."""
        whole = logistic(self.judged[0] * slope + offset)
        best = np.zeros_like(whole)
        np.maximum.at(best, self.material.parents, logistic(self.of_segments * slope + offset))
        alone = np.bincount(self.material.parents, minlength=len(whole)) == 0
        best[alone] = whole[alone]
        return (whole + best) / 2


def score_left_out(material: Material, *, strength: float) -> LeftOut:
    """Fit one model a fold without that fold and score the fold and its segments with it."""
    labels = material.truth.shape[1]
    scores, of_segments = np.zeros((material.documents, labels)), np.zeros((len(material.parents), labels))
    for fold in range(int(material.folds.max()) + 1):
        seen = np.flatnonzero(material.folds != fold)
        fitted = fit(material.design.rows(seen), material.truth[seen], strength=strength)
        held = np.flatnonzero(material.folds == fold)
        parts = np.flatnonzero(material.folds[material.parents] == fold)
        scores[held] = fitted.scores(material.design.rows(held))
        of_segments[parts] = fitted.scores(material.design.rows(material.documents + parts))
    return LeftOut(material, scores, of_segments)
