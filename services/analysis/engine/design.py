"""The training matrix, kept in factors: few distinct words make many documents, so products stay cheap."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from services.analysis.engine.lexicon import PAIR_NORM, PAIR_WEIGHT, Lexicon, Questions, WordFeatures
from services.analysis.engine.reading import Document

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Design:
    """The matrix `[words @ table | extra]`: documents × (stems, n-grams | pairs, question stems)."""

    words: sp.csr_array
    table: sp.csr_array
    extra: sp.csr_array

    @property
    def width(self) -> int:
        """The number of features."""
        return int(self.table.shape[1] + self.extra.shape[1])

    def times(self, weights: Floats) -> Floats:
        """The product with `weights` (features × labels): documents × labels."""
        cut = self.table.shape[1]
        return np.asarray(self.words @ (self.table @ weights[:cut]) + self.extra @ weights[cut:])

    def transposed_times(self, values: Floats) -> Floats:
        """The product of the transpose with `values` (documents × labels): features × labels."""
        return np.vstack([self.table.T @ (self.words.T @ values), self.extra.T @ values])

    def rows(self, chosen: NDArray[np.int64]) -> "Design":
        """The same features for some of the documents."""
        return Design(self.words[chosen], self.table, self.extra[chosen])


@dataclass
class _Cells:
    """The cells of a sparse matrix while it is being filled, row by row."""

    columns: list[int] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    ends: list[int] = field(default_factory=lambda: [0])

    def add_row(self, cells: Iterable[tuple[int, float]]) -> None:
        for column, value in cells:
            self.columns.append(column)
            self.values.append(value)
        self.ends.append(len(self.columns))

    def matrix(self, width: int) -> sp.csr_array:
        made = sp.csr_array((self.values, self.columns, self.ends), shape=(len(self.ends) - 1, width))
        made.sum_duplicates()
        return made


@dataclass(frozen=True)
class _Words:
    """Distinct words with their features, by index."""

    index: Mapping[str, int]
    features: Sequence[WordFeatures]


def build_design(
    documents: Sequence[Document], asked: Sequence[Sequence[str]], lexicon: Lexicon, questions: Questions
) -> Design:
    """The features of documents, each with the words of the question it answers."""
    distinct = sorted({word for document in documents for segment in document for word in segment})
    words = _Words({word: i for i, word in enumerate(distinct)}, [lexicon.word(word) for word in distinct])
    counts, extra = _Cells(), _Cells()
    for document, question in zip(documents, asked, strict=True):
        ids = [[words.index[word] for word in segment] for segment in document]
        pairs = [pair for segment in ids for pair in lexicon.pairs_of([words.features[i].stem for i in segment])]
        weights = [(i, words.features[i].weight) for segment in ids for i in segment]
        size = _size([weight for _, weight in weights], [lexicon.pair_idf[pair] for pair in pairs])
        counts.add_row((i, weight / size) for i, weight in weights)
        extra.add_row((pair, PAIR_WEIGHT * lexicon.pair_idf[pair] / size) for pair in pairs)
        _append(extra, ((len(lexicon.pairs) + i, value) for i, value in questions.row(question).items()))
    width = len(lexicon.pairs) + len(questions.stems)
    return Design(counts.matrix(len(distinct)), _table(words.features, lexicon), extra.matrix(width))


def _append(cells: _Cells, more: Iterable[tuple[int, float]]) -> None:
    cells.ends.pop()
    cells.add_row(more)


def _size(weights: Sequence[float], pair_idf: Sequence[float]) -> float:
    square = math.fsum(weight**2 for weight in weights) + math.fsum((PAIR_NORM * idf) ** 2 for idf in pair_idf)
    return math.sqrt(square) or 1.0


def _table(features: Sequence[WordFeatures], lexicon: Lexicon) -> sp.csr_array:
    cells = _Cells()
    first_ngram = len(lexicon.stems)
    for word in features:
        cells.add_row([(word.stem, 1.0)] if word.stem >= 0 else [])
        ngrams = zip(word.ngrams, word.values, strict=True)
        _append(cells, ((first_ngram + gram, value) for gram, value in ngrams))
    return cells.matrix(len(lexicon.stems) + len(lexicon.ngrams))
