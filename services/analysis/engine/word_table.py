"""The additive word cache: every distinct word owns one row of contributions, so that scoring is only adding."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from services.analysis.engine.model import FIXED, Fixed, KnownWords, Model
from services.analysis.engine.pairs import pair_lengths, pair_values
from services.analysis.engine.tokens import normalise

Whole = NDArray[np.int64]
_MOST_NEW = 200_000  # words (as written) beyond the training set that are remembered before they are forgotten again


class WordTable:
    """Rows in fixed point: one a known pair, then one a word; columns are labels, then squared length.

    New words are worked out when first met. Not for several threads at once: the coder sees to that.
    """

    def __init__(self, model: Model, known: KnownWords) -> None:
        self._model = model
        pairs = len(model.lexicon.pairs)
        keys, idf = model.lexicon.pairs, model.lexicon.pair_idf
        pair_rows = np.rint(pair_values(keys, idf)[:, None] * model.weights.pairs)
        squares = np.concatenate([pair_lengths(keys, idf) ** 2, known.weights**2])
        self._fixed = pairs + len(known.words)
        self._rows = np.column_stack([np.vstack([pair_rows, known.rows]), np.rint(squares * FIXED)]).astype(np.int32)
        self._stems = np.concatenate([np.full(pairs, -1), known.stems]).astype(np.int64)
        self._index = {word: pairs + i for i, word in enumerate(known.words)}
        self._known = len(self._index)
        self._used = self._fixed

    @property
    def labels(self) -> int:
        """The number of labels; a row has one column more."""
        return int(self._rows.shape[1]) - 1

    @property
    def rows(self) -> Fixed:
        """All rows, the pairs' first."""
        return self._rows[: self._used]

    def ids(self, words: Sequence[str]) -> list[int]:
        """The rows of words as written, in their order."""
        index = self._index
        try:
            return list(map(index.__getitem__, words))
        except KeyError:
            return [index[word] if word in index else self._learn(word) for word in words]

    def stems(self, ids: Whole) -> Whole:
        """The index of the stem of each of these words, -1 where training has not met it."""
        return self._stems[ids]

    def forget(self) -> None:
        """Drop the words met since loading when they have become too many; ids given before are void then."""
        if len(self._index) - self._known <= _MOST_NEW:
            return
        self._index = {word: i for word, i in self._index.items() if i < self._fixed and word == normalise(word)}
        self._rows, self._stems = self._rows[: self._fixed].copy(), self._stems[: self._fixed].copy()
        self._used = self._fixed

    def _learn(self, word: str) -> int:
        name = normalise(word)
        if name not in self._index:
            self._index[name] = self._append(name)
        self._index[word] = self._index[name]
        return self._index[word]

    def _append(self, name: str) -> int:
        if self._used == len(self._rows):
            more = max(1024, len(self._rows) // 2)
            self._rows = np.vstack([self._rows, np.zeros_like(self._rows[:1], shape=(more, self._rows.shape[1]))])
            self._stems = np.concatenate([self._stems, np.full(more, -1)])
        features = self._model.lexicon.word(name)
        self._rows[self._used, :-1] = self._model.word_row(features)
        self._rows[self._used, -1] = round(features.weight**2 * FIXED)
        self._stems[self._used] = features.stem
        self._used += 1
        return self._used - 1
