"""Trains the linear model from exemplars and codebook; the same input gives the same model."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from services.analysis.engine.calibration import best_rule, learn_display, platt, platt_with_phrases
from services.analysis.engine.design import Features
from services.analysis.engine.exemplars import Exemplar
from services.analysis.engine.left_out import LeftOut, score_left_out
from services.analysis.engine.material import material_of
from services.analysis.engine.model import Decisions, KnownWords, Labels, Model, Weights, fixed
from services.analysis.engine.regression import Fit, fit
from services.analysis.engine.uncoded import NOTHING_UNCODED, Uncoded, settle
from shared.codebooks.codebook import Codebook

Floats = NDArray[np.float64]
_STRENGTH = 0.4  # inverse of the ridge penalty; .3 to .5 do alike
_STRENGTH_OF_FEW = 0.25  # where there are fewer than
_MANY = 3_000  # exemplars, more restraint does better


def train(
    codebook: Codebook, exemplars: Sequence[Exemplar], uncoded: Uncoded = NOTHING_UNCODED
) -> tuple[Model, KnownWords]:
    """A calibrated one-vs-rest linear model for the codes and facets of `codebook`, and the words it was trained on.

    Calibration and rules come from models that had not seen the writer of the exemplar. With few exemplars `uncoded`
    answers help: see there. Raises InvalidExemplars when there is no second writer.
    """
    material = material_of(codebook, exemplars, uncoded.answers)
    strength = _STRENGTH if material.judged >= _MANY else _STRENGTH_OF_FEW
    left_out = score_left_out(material, strength=strength)
    final = fit(material.design.rows(np.arange(material.documents)), material.truth, strength=strength)
    labels = Labels(codebook.id, codebook.version, codebook.code_ids, codebook.facet_ids)
    slope, shift = _platts(left_out, len(labels.codes))
    model = Model(
        labels=labels,
        lexicon=material.features.lexicon,
        questions=material.features.questions,
        weights=_calibrated(final, (slope, shift), material.features),
        decisions=_decisions(left_out.probabilities(slope, shift), left_out.judged[1], len(labels.codes)),
    )
    known, codes = model.known(material.words), material.truth[: material.judged, : len(labels.codes)]
    return settle(model, known, uncoded, codes.mean(axis=0)), known


def _platts(left_out: LeftOut, codes: int) -> tuple[Floats, Floats]:
    """Slopes and shifts of codes, then facets; phrases help with codes only, because they have no facets."""
    scores, truth = left_out.judged
    exemplars = (scores[:, :codes], truth[:, :codes])
    phrases = (left_out.phrases[0][:, :codes], left_out.phrases[1][:, :codes])
    of_codes, of_facets = platt_with_phrases(exemplars, phrases), platt(scores[:, codes:], truth[:, codes:])
    return np.concatenate([of_codes[0], of_facets[0]]), np.concatenate([of_codes[1], of_facets[1]])


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
