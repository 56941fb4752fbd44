"""Learns from reviews: a candidate model close to the present one, and what it would change, before it is adopted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from services.analysis.domain.codings import Answer
from services.analysis.engine.artefact import Artefact
from services.analysis.engine.design import Design, Features, build_design
from services.analysis.engine.exemplars import Exemplar
from services.analysis.engine.linear_coder import LinearCoder
from services.analysis.engine.material import fold_of_writers
from services.analysis.engine.model import FIXED, Fixed, Model, Weights, fixed
from services.analysis.engine.reading import flat, read
from services.analysis.engine.regression import fit
from shared.codebooks.codebook import Codebook

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
CANDIDATE = "candidate"
_STRENGTH = 0.3  # of a review against the present model; .1 learns little, 1 forgets what the model knew
_FOLDS = 5


@dataclass(frozen=True, slots=True)
class CodeScore:
    """F1 of a code on reviews that the candidate had not seen, by the present model and by candidates; n reviews."""

    present: float
    candidate: float
    n: int


@dataclass(frozen=True, slots=True)
class Change:
    """An answer whose codes would be others: those that go and those that come."""

    answer: Answer
    gone: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A candidate beside the present model: over all codes, code by code, and the codings that would change."""

    overall: CodeScore
    codes: Mapping[str, CodeScore]
    changes: tuple[Change, ...]


def refit(present: Artefact, reviews: Sequence[Exemplar]) -> Artefact:
    """A candidate that keeps to the present model except where reviews speak against it.

    The penalty is on the distance from the present weights, so that what reviews do not touch stays as it is. Only
    codes are learned: facets are not reviewed. Words keep their features; a word that training never met speaks by
    its letters. Takes well under a second for 500 reviews.
    """
    model, weights = present.model, present.model.weights
    asked = [flat(read(review.question)) for review in reviews]
    features = Features(model.lexicon, model.questions)
    design, used = build_design([read(review.text) for review in reviews], asked, features).narrowed()
    codes = len(model.labels.codes)
    truth = _truth(reviews, model.labels.codes)
    slopes = weights.slopes[:codes]
    fitted = fit(design, truth, strength=_STRENGTH, start=_present_scores(model, design, used)[:, :codes])
    steps = np.split(fitted.weights * slopes, np.searchsorted(used, features.cuts()))
    places = np.split(used, np.searchsorted(used, features.cuts()))
    firsts = (0, *features.cuts().tolist())
    parts = (weights.stems, weights.ngrams, weights.pairs, weights.questions)
    stems, ngrams, pairs, questions = (_moved(*part) for part in zip(parts, places, firsts, steps, strict=True))
    offsets = weights.offsets.copy()
    offsets[:codes] += fixed(fitted.intercepts * slopes)
    moved = Weights(stems, ngrams, pairs, questions, offsets, weights.slopes, weights.shifts)
    candidate = replace(model, weights=moved)
    return Artefact(CANDIDATE, candidate, candidate.known(()))


def compare(
    codebook: Codebook, present: Artefact, reviews: Sequence[Exemplar], answers: Sequence[Answer]
) -> Comparison:
    """Judge candidates on reviews that they have not seen (five folds), and list which codings of `answers` change.

    The present model may have seen answers like the reviewed ones; a candidate that is not better than it is not
    worth adopting. Raises InvalidExemplars when there is no second writer.
    """
    truth = _truth(reviews, codebook.code_ids)
    folds = fold_of_writers([review.writer for review in reviews], _FOLDS)
    left_out = np.zeros_like(truth)
    for fold in range(int(folds.max()) + 1):
        seen = [review for review, of in zip(reviews, folds, strict=True) if of != fold]
        held = np.flatnonzero(folds == fold).tolist()
        left_out[held] = _given(LinearCoder(codebook, refit(present, seen)), [reviews[at] for at in held])
    now = _given(LinearCoder(codebook, present), reviews)
    candidate = LinearCoder(codebook, refit(present, reviews))
    counts = truth.sum(axis=0).astype(int).tolist()
    scores = zip(_f1(now, truth, 0), _f1(left_out, truth, 0), counts, strict=True)
    return Comparison(
        overall=CodeScore(float(_f1(now, truth, None)), float(_f1(left_out, truth, None)), len(reviews)),
        codes={code: CodeScore(*score) for code, score in zip(codebook.code_ids, scores, strict=True)},
        changes=tuple(_changes(LinearCoder(codebook, present), candidate, answers)),
    )


def _present_scores(model: Model, design: Design, used: Whole) -> Floats:
    """What the classifiers behind the present model say of whole documents, before calibration."""
    weights = model.weights
    held = np.concatenate([weights.stems, weights.ngrams, weights.pairs, weights.questions])[used] / FIXED
    return np.asarray((design.times(held) + weights.offsets / FIXED - weights.shifts) / weights.slopes)


def _moved(weights: Fixed, at: Whole, first: int, step: Floats) -> Fixed:
    moved = weights.copy()
    moved[at - first, : step.shape[1]] += fixed(step)
    return moved


def _truth(reviews: Sequence[Exemplar], codes: Sequence[str]) -> Floats:
    given = [[float(code in review.codes) for code in codes] for review in reviews]
    return np.array(given).reshape(len(reviews), len(codes))


def _given(coder: LinearCoder, reviews: Sequence[Exemplar]) -> Floats:
    found = coder.code([Answer(review.text, review.question) for review in reviews])
    given = ({coding.code for coding in coded.codings} for coded in found)
    return np.array([[float(code in codes) for code in coder.codebook.code_ids] for codes in given])


def _f1(given: Floats, truth: Floats, axis: int | None) -> Floats:
    return np.asarray(2 * (given * truth).sum(axis) / np.maximum(given.sum(axis) + truth.sum(axis), 1))


def _changes(present: LinearCoder, candidate: LinearCoder, answers: Sequence[Answer]) -> list[Change]:
    changes = []
    for answer, old, new in zip(answers, present.code(answers), candidate.code(answers), strict=True):
        was, becomes = ([coding.code for coding in found.codings] for found in (old, new))
        gone, come = (tuple(c for c in a if c not in b) for a, b in ((was, becomes), (becomes, was)))
        if gone or come:
            changes.append(Change(answer, gone, come))
    return changes
