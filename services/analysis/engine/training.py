"""Trains the linear model from exemplars and codebook; the same input gives the same model."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.analysis.engine.calibration import best_threshold, learn_display, platt
from services.analysis.engine.design import build_design
from services.analysis.engine.errors import InvalidExemplars
from services.analysis.engine.exemplars import Exemplar, codebook_exemplars
from services.analysis.engine.left_out import Material, fold_of_writers, score_left_out
from services.analysis.engine.lexicon import PAIR_WEIGHT, Lexicon, Questions, learn_lexicon, learn_questions
from services.analysis.engine.model import Decisions, KnownWords, Labels, Model, Weights, fixed
from services.analysis.engine.reading import Document, read
from services.analysis.engine.regression import fit
from shared.codebooks.codebook import Codebook

Floats = NDArray[np.float64]
_STRENGTH = 5.0  # inverse of the ridge penalty; 3 to 10 do alike
_FOLDS = 4


@dataclass(frozen=True)
class _Texts:
    """Exemplars, then the codebook's own phrases, read into words."""

    exemplars: Sequence[Exemplar]
    documents: Sequence[Document]
    asked: Sequence[Sequence[str]]

    @classmethod
    def of(cls, exemplars: Sequence[Exemplar]) -> "_Texts":
        questions = {text: _flat(read(text)) for text in {exemplar.question for exemplar in exemplars}}
        documents = [read(exemplar.text) for exemplar in exemplars]
        return cls(exemplars, documents, [questions[exemplar.question] for exemplar in exemplars])


def train(codebook: Codebook, exemplars: Sequence[Exemplar]) -> tuple[Model, KnownWords]:
    """A calibrated one-vs-rest linear model for the codes and facets of `codebook`, and the words it was trained on.

    Calibration and thresholds come from models that had not seen the writer of the exemplar.
    Raises InvalidExemplars when there is no second writer.
    """
    if len({exemplar.writer for exemplar in exemplars}) < 2:
        raise InvalidExemplars(source="exemplars", line=0, rule="must be by two writers (id before '-') at least")
    texts = _Texts.of([*exemplars, *codebook_exemplars(codebook)])
    lexicon, questions = learn_lexicon(texts.documents), learn_questions(texts.asked[: len(exemplars)])
    labels = Labels(codebook.id, codebook.version, codebook.code_ids, codebook.facet_ids)
    material = _material(texts, len(exemplars), labels, (lexicon, questions))
    left_out = score_left_out(material, strength=_STRENGTH)
    final = fit(
        material.design.rows(np.arange(material.documents)), material.truth, strength=_STRENGTH, start=left_out.mean
    )
    known = slice(0, len(exemplars))
    slope, offset = platt(left_out.scores[known], material.truth[known])
    probabilities = left_out.probabilities(slope, offset)[known]
    model = Model(
        labels=labels,
        lexicon=lexicon,
        questions=questions,
        weights=_weights(final.weights * slope, final.intercepts * slope + offset, lexicon),
        decisions=_decisions(probabilities, material.truth[known], len(labels.codes)),
    )
    return model, model.known(sorted({word for document in texts.documents for word in _flat(document)}))


def _material(texts: _Texts, exemplars: int, labels: Labels, features: tuple[Lexicon, Questions]) -> Material:
    several = [(i, part) for i, document in enumerate(texts.documents) if len(document) > 1 for part in document]
    parents = np.array([i for i, part in several if part], dtype=np.int64)
    documents = [*texts.documents, *([part] for _, part in several if part)]
    asked = [*texts.asked, *(texts.asked[i] for i in parents)]
    folds = np.full(len(texts.documents), -1, dtype=np.int64)
    folds[:exemplars] = fold_of_writers([exemplar.writer for exemplar in texts.exemplars[:exemplars]], _FOLDS)
    given = ({*exemplar.codes, *exemplar.facets} for exemplar in texts.exemplars)
    truth = np.array([[float(name in names) for name in labels.all()] for names in given])
    return Material(build_design(documents, asked, *features), truth, folds, parents)


def _weights(weights: Floats, offsets: Floats, lexicon: Lexicon) -> Weights:
    cuts = np.cumsum([len(lexicon.stems), len(lexicon.ngrams), len(lexicon.pairs)])
    stems, ngrams, pairs, questions = np.split(weights, cuts)
    return Weights(fixed(stems), fixed(ngrams), fixed(pairs * PAIR_WEIGHT), fixed(questions), fixed(offsets))


def _decisions(probabilities: Floats, truth: Floats, codes: int) -> Decisions:
    of_codes, of_facets = (probabilities[:, :codes], truth[:, :codes]), (probabilities[:, codes:], truth[:, codes:])
    return Decisions(
        code_threshold=best_threshold(*of_codes),
        facet_threshold=best_threshold(*of_facets),
        code_display=learn_display(*of_codes),
        facet_display=learn_display(*of_facets),
    )


def _flat(document: Document) -> list[str]:
    return [word for segment in document for word in segment]
