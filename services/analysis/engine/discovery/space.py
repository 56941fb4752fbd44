"""Where passages lie: alike ones close together, by latent semantic analysis of their stems and letters."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
from sklearn.preprocessing import normalize
from sklearn.utils.extmath import randomized_svd

from services.analysis.engine.tokens import character_ngrams, stem

Floats = NDArray[np.float64]
Documents = Sequence[Sequence[str]]
_FINEST: Final = 60  # axes, and clusters: more candidates than people look through
_LETTERS: Final = 0.7  # of character n-grams beside stems: spelling, and the mutations of Welsh
_LEAST: Final = 2  # documents that a stem or n-gram must stand in; in larger sets 3
_LARGE: Final = 200  # documents
_DECIMALS: Final = 6  # what is kept, so that the rounding of another processor changes nothing
_SEED: Final = 0


def fineness(documents: int) -> int:
    """How many axes, and how many clusters, a number of documents bears: the root of half of it, within 2 and 60.

    A rule of thumb for clusters (Mardia, Kent, Bibby, Multivariate Analysis, 1979, 365). With as many axes as clusters,
    seven to ten answers in ten were like the centre of their cluster in sets of 30 to 5,000; with 50 axes throughout,
    none of 100 were.
    """
    return max(2, min(_FINEST, round(sqrt(documents / 2))))


@dataclass(frozen=True)
class _Features:
    """What is seen of words: the columns of `table` (words × features) that enough documents share, weighted."""

    table: sp.csr_array
    weights: TfidfTransformer

    def of(self, counts: sp.csr_array) -> sp.csr_array:
        return sp.csr_array(self.weights.transform(counts @ self.table))


@dataclass(frozen=True)
class Space:
    """The axes that documents span; another document of the same words can be placed between them."""

    words: CountVectorizer
    stems: _Features
    letters: _Features
    axes: Floats

    def place(self, documents: Documents) -> Floats:
        """One row of length 1 a document (normalised words); all zero when it shares no stem with the others."""
        features = _together(self.words.transform(documents), self.stems, self.letters)
        return np.asarray(normalize(features @ self.axes), dtype=np.float64).round(_DECIMALS)


def span_space(documents: Documents) -> Space | None:
    """The space of documents, each a list of normalised words; None when no two share a stem."""
    if not any(documents):
        return None
    words = CountVectorizer(analyzer=list)
    counts = sp.csr_array(words.fit_transform(documents))
    known = list(words.get_feature_names_out())
    stems, letters = (_features(counts, known, seen_in) for seen_in in (_stem_of, character_ngrams))
    if not stems.table.shape[1]:
        return None
    features = _together(counts, stems, letters)
    _, _, axes = randomized_svd(features, min(fineness(len(documents)), *features.shape), random_state=_SEED)
    return Space(words, stems, letters, np.asarray(axes.T, dtype=np.float64))


def _stem_of(word: str) -> list[str]:
    return [stem(word)]


def _features(counts: sp.csr_array, words: list[str], seen_in: Callable[[str], list[str]]) -> _Features:
    table = sp.csr_array(CountVectorizer(analyzer=seen_in).fit_transform(words))
    least = _LEAST + (counts.shape[0] >= _LARGE)
    shared = table[:, (counts @ table).astype(bool).sum(axis=0) >= least]
    return _Features(shared, TfidfTransformer(sublinear_tf=True).fit(counts @ shared) if shared.shape[1] else None)


def _together(counts: sp.csr_array, stems: _Features, letters: _Features) -> sp.csr_array:
    by_stem = stems.of(counts)
    speaking = sp.diags_array((by_stem.sum(axis=1) > 0).astype(np.float64))
    return sp.csr_array(sp.hstack([by_stem, _LETTERS * (speaking @ letters.of(counts))]))
