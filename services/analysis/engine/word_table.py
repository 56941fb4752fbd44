"""The additive word cache: every distinct word owns one row of contributions, so that scoring is only adding."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from services.analysis.engine.lexicon import PAIR_NORM
from services.analysis.engine.model import FIXED, KnownWords, Model
from services.analysis.engine.tokens import normalise

Whole = NDArray[np.int64]
_MOST_NEW = 200_000  # words (as written) beyond the training set that are remembered before they are forgotten again
_NO_STEM = -1


class WordTable:
    """Rows in fixed point: one a known pair of stems, then one a word; columns are labels, then squared length.

    New words are worked out when first met. Not for several threads at once: the coder sees to that.
    """

    def __init__(self, model: Model, known: KnownWords) -> None:
        self._model = model
        pairs = model.lexicon.pairs
        idf = np.array(model.lexicon.pair_idf)
        pair_rows = np.rint(idf[:, None] * model.weights.pairs)
        squares = np.concatenate([(PAIR_NORM * idf) ** 2, known.weights**2])
        self._fixed = len(pairs) + len(known.words)
        self._rows = np.column_stack([np.vstack([pair_rows, known.rows]), np.rint(squares * FIXED)]).astype(np.int64)
        self._stems = [_NO_STEM] * len(pairs) + known.stems.tolist()
        self._index = {word: len(pairs) + i for i, word in enumerate(known.words)}
        self._known = len(self._index)
        self._used = self._fixed

    @property
    def labels(self) -> int:
        """The number of labels; a row has one column more."""
        return int(self._rows.shape[1]) - 1

    def ids(self, words: Sequence[str]) -> list[int]:
        """The rows of words as written, in their order, then those of the pairs of neighbours among them."""
        index = self._index
        found = [index[word] if word in index else self._learn(word) for word in words]
        stems = self._stems
        return found + self._model.lexicon.pairs_of([stems[i] for i in found])

    def rows(self, ids: Sequence[int]) -> Whole:
        """The rows of these ids."""
        return self._rows[np.fromiter(ids, dtype=np.int64, count=len(ids))]

    def column(self, ids: Sequence[int], label: int) -> list[float]:
        """What these rows give to one label."""
        return [float(self._rows[i, label]) for i in ids]

    def pair(self, left: int, right: int) -> int | None:
        """The row of the pair that two neighbouring words make, if it is known."""
        return self._model.lexicon.pairs.get((self._stems[left], self._stems[right]))

    def forget(self) -> None:
        """Drop the words met since loading when they have become too many; ids given before are void then."""
        if len(self._index) - self._known <= _MOST_NEW:
            return
        self._index = {word: i for word, i in self._index.items() if i < self._fixed and word == normalise(word)}
        self._rows, self._stems = self._rows[: self._fixed].copy(), self._stems[: self._fixed]
        self._used = self._fixed

    def _learn(self, word: str) -> int:
        name = normalise(word)
        if name not in self._index:
            self._index[name] = self._append(name)
        self._index[word] = self._index[name]
        return self._index[word]

    def _append(self, name: str) -> int:
        if self._used == len(self._rows):
            self._rows = np.vstack([self._rows, np.zeros_like(self._rows[: max(1024, len(self._rows) // 2)])])
        features = self._model.lexicon.word(name)
        self._rows[self._used, :-1] = self._model.word_row(features)
        self._rows[self._used, -1] = round(features.weight**2 * FIXED)
        self._stems.append(features.stem)
        self._used += 1
        return self._used - 1
