"""The training matrix, kept in factors: few distinct words make many documents, so products stay cheap."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from services.analysis.engine.corpus import Corpus
from services.analysis.engine.lexicon import Lexicon, Questions, WordFeatures
from services.analysis.engine.pair_index import PairIndex
from services.analysis.engine.pairs import Stream, pair_lengths, pair_values, pairs_in
from services.analysis.engine.reading import Document

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]


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

    def rows(self, chosen: Whole) -> "Design":
        """The same features for some of the documents."""
        return Design(self.words[chosen], self.table, self.extra[chosen])

    def narrowed(self) -> tuple["Design", Whole]:
        """The design without the features that no document has, and which ones are left."""
        in_table, in_extra = np.unique(self.table.indices), np.unique(self.extra.indices)
        narrow = Design(self.words, self.table[:, in_table], self.extra[:, in_extra])
        return narrow, np.concatenate([in_table, self.table.shape[1] + in_extra])


@dataclass(frozen=True)
class Features:
    """What a document is described by: the lexicon for its words, the questions for what it answers."""

    lexicon: Lexicon
    questions: Questions

    def cuts(self) -> Whole:
        """Where n-grams, pairs and question stems begin among the features, in the order of a design."""
        return np.cumsum([len(self.lexicon.stems), len(self.lexicon.ngrams), len(self.lexicon.pairs)])


def build_design(documents: Sequence[Document], asked: Sequence[Sequence[str]], features: Features) -> Design:
    """The features of documents, each with the words of the question it answers."""
    corpus, lexicon = Corpus.of(documents), features.lexicon
    words = [lexicon.word(word) for word in corpus.distinct]
    numbers = np.array([features.questions.number(question) for question in asked], dtype=np.int64)
    stems = np.array([word.stem for word in words], dtype=np.int64)[corpus.words]
    found = pairs_in(Stream(stems, corpus.segments, numbers[corpus.documents]))
    known = PairIndex(lexicon.pairs).find(found.keys)
    pairs, holders = known[known >= 0], corpus.documents[corpus.segments[found.left[known >= 0]]]
    weights = np.array([word.weight for word in words])[corpus.words]
    squares = np.bincount(corpus.documents_of_words, weights**2, corpus.total) + np.bincount(
        holders, pair_lengths(lexicon.pairs, lexicon.pair_idf)[pairs] ** 2, corpus.total
    )
    length = np.sqrt(np.where(squares > 0, squares, 1.0))
    values = pair_values(lexicon.pairs, lexicon.pair_idf)[pairs] / length[holders]
    in_words = (weights / length[corpus.documents_of_words], (corpus.documents_of_words, corpus.words))
    return Design(
        _matrix(in_words, (corpus.total, len(words))),
        _table(words, lexicon),
        sp.hstack(
            [
                _matrix((values, (holders, pairs)), (corpus.total, len(lexicon.pairs))),
                _asked(asked, features.questions),
            ],
            format="csr",
        ),
    )


def _asked(asked: Sequence[Sequence[str]], questions: Questions) -> sp.csr_array:
    rows = {question: questions.row(question) for question in {tuple(words) for words in asked}}
    cells = [(number, *cell) for number, words in enumerate(asked) for cell in rows[tuple(words)].items()]
    places, columns, values = zip(*cells, strict=True) if cells else ((), (), ())
    return _matrix((values, (places, columns)), (len(asked), len(questions.stems)))


def _table(words: Sequence[WordFeatures], lexicon: Lexicon) -> sp.csr_array:
    first_ngram = len(lexicon.stems)
    known = [(number, word.stem) for number, word in enumerate(words) if word.stem >= 0]
    sizes = [len(word.ngrams) for word in words]
    rows = np.concatenate([[number for number, _ in known], np.repeat(np.arange(len(words)), sizes)])
    columns = [*(stem for _, stem in known), *(first_ngram + gram for word in words for gram in word.ngrams)]
    values = [*([1.0] * len(known)), *(value for word in words for value in word.values)]
    return _matrix((values, (rows, columns)), (len(words), first_ngram + len(lexicon.ngrams)))


def _matrix(cells: object, shape: tuple[int, int]) -> sp.csr_array:
    made = sp.coo_array(cells, shape=shape, dtype=np.float64).tocsr()
    made.sum_duplicates()
    return made
