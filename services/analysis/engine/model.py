"""The linear model as plain arrays: what training makes, the artefact stores and the coder reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from services.analysis.engine.display import Display
from services.analysis.engine.lexicon import Lexicon, Questions, WordFeatures

# Weights are whole multiples of 1 / FIXED: whole numbers add up to the same sum in any order, on any machine.
FIXED: Final = 1 << 16
Fixed = NDArray[np.int32]
Floats = NDArray[np.float64]
Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Labels:
    """What the columns of the weights stand for: the codes, then the facets, of one version of a codebook."""

    codebook: str
    version: int
    codes: Sequence[str]
    facets: Sequence[str]

    def all(self) -> tuple[str, ...]:
        """Codes, then facets."""
        return (*self.codes, *self.facets)


@dataclass(frozen=True)
class Weights:
    """Features × labels in fixed point, as calibrated log-odds; `offsets` is one a label.

    `slopes` and `shifts` (one a label) are Platt's: log-odds = slope × (score of the classifier) + shift.
    """

    stems: Fixed
    ngrams: Fixed
    pairs: Fixed
    questions: Fixed
    offsets: Fixed
    slopes: Floats
    shifts: Floats


@dataclass(frozen=True)
class Rule:
    """A label is given from `threshold` on; where none is, the most probable one from `fallback` on (1: never)."""

    threshold: float
    fallback: float

    def given(self, probabilities: Floats) -> NDArray[np.bool_]:
        """What is given (documents × labels) by these probabilities."""
        given = probabilities >= self.threshold
        if self.fallback < self.threshold and probabilities.size:
            best = probabilities.argmax(axis=1)
            rows = np.flatnonzero(~given.any(axis=1) & (probabilities.max(axis=1) >= self.fallback))
            given[rows, best[rows]] = True
        return given


@dataclass(frozen=True)
class Decisions:
    """The rules by which codes and facets are given, and the curves by which their probabilities are shown."""

    codes: Rule
    facets: Rule
    code_display: Display
    facet_display: Display


@dataclass(frozen=True)
class KnownWords:
    """The words of the training set with what they contribute, so that loading a model works nothing out again.

    `rows` is words × labels in fixed point, `weights` the part of each word in the length of a text,
    `stems` the index of its stem (-1: none).
    """

    words: Sequence[str]
    rows: Fixed
    weights: Floats
    stems: Fixed


@dataclass(frozen=True)
class Model:
    """A trained model."""

    labels: Labels
    lexicon: Lexicon
    questions: Questions
    weights: Weights
    decisions: Decisions

    def word_row(self, word: WordFeatures) -> Whole:
        """One word's contribution to every label, not yet divided by the length of the text."""
        row = np.zeros(len(self.weights.offsets))
        if word.ngrams:
            row += (np.asarray(word.values)[:, None] * self.weights.ngrams[list(word.ngrams)]).sum(axis=0)
        if word.stem >= 0:
            row += self.weights.stems[word.stem]
        return np.rint(word.weight * row).astype(np.int64)

    def known(self, words: Sequence[str]) -> KnownWords:
        """These normalised words with what they contribute."""
        features = [self.lexicon.word(word) for word in words]
        rows = [self.word_row(word) for word in features]
        return KnownWords(
            words=words,
            rows=np.array(rows, dtype=np.int32).reshape(len(words), len(self.weights.offsets)),
            weights=np.array([word.weight for word in features]),
            stems=np.array([word.stem for word in features], dtype=np.int32),
        )

    def question_row(self, words: Sequence[str]) -> Whole:
        """What a question's normalised words contribute to every label."""
        row = np.zeros(len(self.weights.offsets))
        for index, value in self.questions.row(words).items():
            row += value * self.weights.questions[index]
        return np.rint(row).astype(np.int64)


def fixed(values: Floats) -> Fixed:
    """Values as whole multiples of 1 / FIXED."""
    return np.clip(np.rint(values * FIXED), -(2**31) + 1, 2**31 - 1).astype(np.int32)
