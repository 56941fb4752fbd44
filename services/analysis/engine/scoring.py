"""Scores a batch of answers by looking up and adding: each word, each segment and the whole answer at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from services.analysis.domain.codings import Answer
from services.analysis.engine.display import logistic
from services.analysis.engine.model import FIXED, Fixed, Model
from services.analysis.engine.pair_index import PairIndex
from services.analysis.engine.pairs import Stream, pairs_in
from services.analysis.engine.reading import flat, raw_segments, read
from services.analysis.engine.scopes import scopes
from services.analysis.engine.segments import segments
from services.analysis.engine.word_table import WordTable

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Offsets = tuple[int, int]
_DECIMALS = 6  # hides the last bits in which processors differ
_MOST_QUESTIONS = 2_000
_SHORT = 1 << 16  # words of a batch up to which their places are sorted as short numbers, which is much quicker
HALVES = 2  # contributions are counted in halves, because a pair gives one half to each of its words


@dataclass(frozen=True)
class Scored:
    """A batch of answers with the probabilities of all labels, before display.

    `spans` are the segments with words of each answer, `aside` its scopes whose words are set aside. Answer `i` has the
    segments `first_segment[i]` to `first_segment[i + 1]` of `by_segment` (segments × labels), segment `s` the words
    `first_word[s]` to `first_word[s + 1]` of `contributions`: words × (labels, then squared length), in halves of fixed
    point. `asked` is what question and offset give to each answer with words, in fixed point.
    An answer without words has no segment and probabilities of 0.
    """

    spans: Sequence[Sequence[Offsets]]
    aside: Sequence[Sequence[Offsets]]
    first_segment: Sequence[int]
    first_word: Sequence[int]
    probabilities: Floats
    by_segment: Floats
    contributions: Fixed
    asked: Whole

    def words_of(self, segment: int) -> Fixed:
        """The contributions of the words of one segment."""
        return self.contributions[self.first_word[segment] : self.first_word[segment + 1]]

    def given(self, segment: int, label: int) -> list[int]:
        """What each word of one segment contributes to one label."""
        contributed: list[int] = self.words_of(segment)[:, label].tolist()
        return contributed


@dataclass
class _Batch:
    """The words of all segments, one after another."""

    ids: list[int] = field(default_factory=list)
    first_word: list[int] = field(default_factory=lambda: [0])
    first_segment: list[int] = field(default_factory=lambda: [0])
    spans: list[list[Offsets]] = field(default_factory=list)
    aside: list[list[Offsets]] = field(default_factory=list)

    def add(self, text: str, table: WordTable) -> None:
        kept = []
        spans, aside = segments(text), scopes(text)
        self.aside.append(aside)
        for span, words in zip(spans, raw_segments(text, spans, aside), strict=True):
            if words:
                kept.append(span)
                self.ids.extend(table.ids(words))
                self.first_word.append(len(self.ids))
        self.spans.append(kept)
        self.first_segment.append(len(self.first_word) - 1)


class Scorer:
    """Probabilities of all labels for answers; remembers words and questions it has met. One thread at a time."""

    def __init__(self, model: Model, table: WordTable) -> None:
        self._model = model
        self._table = table
        self._pairs = PairIndex(model.lexicon.pairs)
        self._questions: dict[str, tuple[int, Whole]] = {}

    def score(self, answers: Sequence[Answer]) -> Scored:
        """The scores of each answer by itself: neither order nor company changes them."""
        self._table.forget()
        batch = _Batch()
        for answer in answers:
            batch.add(answer.text, self._table)
        questions = [self._question(answer.question) for answer in answers]
        counts = np.diff(batch.first_segment)
        asked = np.array([constant for _, constant in questions])
        numbers = np.array([number for number, _ in questions], dtype=np.int64)
        contributions = self._contributions(batch, np.repeat(numbers, counts))
        probabilities = np.zeros((len(answers), self._table.labels))
        by_segment = np.zeros((len(batch.first_word) - 1, self._table.labels))
        if batch.ids:
            worded, starts = np.flatnonzero(counts), np.array(batch.first_segment[:-1])
            sums = np.add.reduceat(contributions, batch.first_word[:-1], axis=0, dtype=np.int64)
            by_segment = _probabilities(sums, np.repeat(asked, counts, axis=0))
            whole = _probabilities(np.add.reduceat(sums, starts[worded], axis=0), asked[worded])
            best = np.maximum.reduceat(by_segment, starts[worded], axis=0)
            probabilities[worded] = np.round((whole + best) / 2, _DECIMALS)
        places = (batch.spans, batch.aside, batch.first_segment, batch.first_word)
        return Scored(*places, probabilities, by_segment, contributions, asked)

    def _contributions(self, batch: _Batch, asked: Whole) -> Fixed:
        ids = np.array(batch.ids, dtype=np.int64)
        segment = np.repeat(np.arange(len(batch.first_word) - 1), np.diff(batch.first_word))
        found = pairs_in(Stream(self._table.stems(ids), segment, asked))
        known = self._pairs.find(found.keys)
        kept = np.flatnonzero(known >= 0)
        pairs = known[kept]
        words = np.concatenate([np.arange(len(ids)), found.left[kept], found.right[kept]])
        order = np.argsort(words.astype(np.uint16) if len(ids) <= _SHORT else words, kind="stable")
        rows = np.concatenate([ids, pairs, pairs])[order]
        parts = np.where(order < len(ids), HALVES, 1).astype(np.int32)
        first = np.concatenate([[0], np.cumsum(np.bincount(words, minlength=len(ids)))])
        table = self._table.rows
        return np.asarray(sp.csr_array((parts, rows, first), shape=(len(ids), len(table))) @ table)

    def _question(self, text: str) -> tuple[int, Whole]:
        if text not in self._questions:
            if len(self._questions) >= _MOST_QUESTIONS:
                self._questions.clear()
            words = flat(read(text))
            constant = self._model.question_row(words) + self._model.weights.offsets
            self._questions[text] = (self._model.questions.number(words), constant)
        return self._questions[text]


def _probabilities(sums: Whole, asked: Whole) -> Floats:
    """Of sums in halves of fixed point, divided by the length of the text."""
    length = np.sqrt(np.maximum(sums[:, -1:], 1) / (HALVES * FIXED))
    return np.round(logistic((sums[:, :-1] / (HALVES * length) + asked) / FIXED), _DECIMALS)
