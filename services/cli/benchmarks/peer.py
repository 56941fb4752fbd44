"""The NHS's own tool to compare with: pxtextmining's SVC, built with scikit-learn as its makers publish it."""

import warnings
from collections.abc import Sequence
from typing import Final

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import SVC

from services.analysis.engine.measuring.decisions import Bools, Floats

# "Final SVC" of pxtextmining 1.1: TfidfVectorizer() and MultiOutputClassifier(SVC(…)) with these settings.
_PUBLISHED: Final = {"C": 15, "class_weight": "balanced", "max_iter": 1000, "cache_size": 1000, "probability": True}
_SEED: Final = 0


class Peer:
    """One SVC for each code on TF-IDF of words; a code is given over .5, and the likeliest where none is."""

    def __init__(self, texts: Sequence[str], truth: Bools) -> None:
        """Learn from texts (rows of `truth`) and their codes (columns); a code that all or none have is not learned."""
        self._words = TfidfVectorizer()
        seen = self._words.fit_transform(texts)
        self._codes = truth.shape[1]
        self._learned = [code for code in range(self._codes) if 0 < truth[:, code].sum() < len(truth)]
        with warnings.catch_warnings():
            # The peer stops early and calibrates in the old way by its makers' choice: that is what is compared with.
            warnings.simplefilter("ignore")
            self._machines = [SVC(**_PUBLISHED, random_state=_SEED).fit(seen, truth[:, code]) for code in self._learned]

    def probabilities(self, texts: Sequence[str]) -> Floats:
        """A row for each text, a column for each code."""
        found = np.zeros((len(texts), self._codes))
        seen = self._words.transform(texts)
        for code, machine in zip(self._learned, self._machines, strict=True):
            found[:, code] = machine.predict_proba(seen)[:, 1]
        return found

    def code(self, texts: Sequence[str]) -> Bools:
        """What the peer gives: a row for each text, a column for each code."""
        chances = self.probabilities(texts)
        given: Bools = chances > 0.5
        bare = ~given.any(axis=1)
        given[bare, chances[bare].argmax(axis=1)] = True
        return given
