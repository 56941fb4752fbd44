"""Trains the linear model from exemplars and codebook; the same input gives the same model."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from services.analysis.engine.calibration import best_rule, learn_display, platt
from services.analysis.engine.design import Features
from services.analysis.engine.exemplars import Exemplar
from services.analysis.engine.left_out import score_left_out
from services.analysis.engine.material import material_of
from services.analysis.engine.model import Decisions, KnownWords, Labels, Model, Weights, fixed
from services.analysis.engine.regression import Fit, fit
from shared.codebooks.codebook import Codebook

Floats = NDArray[np.float64]
STRENGTH = 0.4  # inverse of the ridge penalty; .3 to .5 do alike


def train(codebook: Codebook, exemplars: Sequence[Exemplar]) -> tuple[Model, KnownWords]:
    """A calibrated one-vs-rest linear model for the codes and facets of `codebook`, and the words it was trained on.

    Calibration and rules come from models that had not seen the writer of the exemplar.
    Raises InvalidExemplars when there is no second writer.
    """
    material = material_of(codebook, exemplars)
    left_out = score_left_out(material, strength=STRENGTH)
    final = fit(material.design.rows(np.arange(material.documents)), material.truth, strength=STRENGTH)
    truth = material.truth[: material.judged]
    slope, shift = platt(left_out.scores, truth)
    labels = Labels(codebook.id, codebook.version, codebook.code_ids, codebook.facet_ids)
    model = Model(
        labels=labels,
        lexicon=material.features.lexicon,
        questions=material.features.questions,
        weights=_calibrated(final, (slope, shift), material.features),
        decisions=_decisions(left_out.probabilities(slope, shift), truth, len(labels.codes)),
    )
    return model, model.known(material.words)


def _calibrated(fitted: Fit, platts: tuple[Floats, Floats], features: Features) -> Weights:
    """The weights of a fit as calibrated log-odds, by Platt's slopes and shifts."""
    slope, shift = platts
    stems, ngrams, pairs, questions = (fixed(part) for part in np.split(fitted.weights * slope, features.cuts()))
    return Weights(stems, ngrams, pairs, questions, fixed(fitted.intercepts * slope + shift), slope, shift)


def _decisions(probabilities: Floats, truth: Floats, codes: int) -> Decisions:
    of_codes, of_facets = (probabilities[:, :codes], truth[:, :codes]), (probabilities[:, codes:], truth[:, codes:])
    return Decisions(
        codes=best_rule(*of_codes),
        facets=best_rule(*of_facets),
        code_display=learn_display(*of_codes),
        facet_display=learn_display(*of_facets),
    )
