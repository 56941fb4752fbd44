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
    """Features × labels in fixed point, as calibrated log-odds; `offsets` is one a label."""

    stems: Fixed
    ngrams: Fixed
    pairs: Fixed
    questions: Fixed
    offsets: Fixed


@dataclass(frozen=True)
class Decisions:
    """Display curves, and the probabilities from which a code or a facet is given."""

    code_threshold: float
    facet_threshold: float
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
    weights: NDArray[np.float64]
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
        return KnownWords(
            words=words,
            rows=np.array([self.word_row(word) for word in features], dtype=np.int32).reshape(len(words), -1),
            weights=np.array([word.weight for word in features]),
            stems=np.array([word.stem for word in features], dtype=np.int32),
        )

    def question_row(self, words: Sequence[str]) -> Whole:
        """What a question's normalised words contribute to every label."""
        row = np.zeros(len(self.weights.offsets))
        for index, value in self.questions.row(words).items():
            row += value * self.weights.questions[index]
        return np.rint(row).astype(np.int64)


def fixed(values: NDArray[np.float64]) -> Fixed:
    """Values as whole multiples of 1 / FIXED."""
    return np.clip(np.rint(values * FIXED), -(2**31) + 1, 2**31 - 1).astype(np.int32)
