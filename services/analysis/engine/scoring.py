"""Scores a batch of answers by looking up and adding: the whole answer and each of its segments at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from services.analysis.domain.codings import Answer
from services.analysis.engine.display import logistic
from services.analysis.engine.model import FIXED, Model
from services.analysis.engine.reading import raw_segments, read
from services.analysis.engine.segments import segments
from services.analysis.engine.word_table import WordTable

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
_DECIMALS = 6  # hides the last bits in which processors differ
_MOST_QUESTIONS = 2_000


@dataclass(frozen=True)
class Scored:
    """One answer's segments that hold words, and probabilities before display: per label, and segment × label."""

    spans: Sequence[tuple[int, int]]
    probabilities: Floats
    by_segment: Floats


@dataclass
class _Batch:
    """The rows of all segments with words, one after another."""

    ids: list[int] = field(default_factory=list)
    segment_starts: list[int] = field(default_factory=list)
    answer_starts: list[int] = field(default_factory=list)
    spans: list[list[tuple[int, int]]] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)

    def add(self, answer: Answer, table: WordTable) -> None:
        kept = []
        first = len(self.segment_starts)
        spans = segments(answer.text)
        for span, words in zip(spans, raw_segments(answer.text, spans), strict=True):
            if words:
                kept.append(span)
                self.segment_starts.append(len(self.ids))
                self.ids.extend(table.ids(words))
        self.spans.append(kept)
        if kept:
            self.answer_starts.append(first)
            self.questions.append(answer.question)


class Scorer:
    """Probabilities of all labels for answers; remembers words and questions it has met. One thread at a time."""

    def __init__(self, model: Model, table: WordTable) -> None:
        self._model = model
        self._table = table
        self._questions: dict[str, Whole] = {}

    def score(self, answers: Sequence[Answer]) -> list[Scored]:
        """The scores of each answer by itself; an answer without words has no segment and probabilities of 0."""
        self._table.forget()
        batch = _Batch()
        for answer in answers:
            batch.add(answer, self._table)
        if not batch.ids:
            return [self._silent() for _ in answers]
        sums = np.add.reduceat(self._table.rows(batch.ids), batch.segment_starts, axis=0)
        asked = np.stack([self._question(question) for question in batch.questions])
        counts = np.diff([*batch.answer_starts, len(sums)])
        by_segment = _probabilities(sums, np.repeat(asked, counts, axis=0))
        whole = _probabilities(np.add.reduceat(sums, batch.answer_starts, axis=0), asked)
        best = np.maximum.reduceat(by_segment, batch.answer_starts, axis=0)
        means = np.round((whole + best) / 2, _DECIMALS)
        found = iter(zip(means, np.split(by_segment, np.cumsum(counts)[:-1]), strict=True))
        return [Scored(spans, *next(found)) if spans else self._silent() for spans in batch.spans]

    def _silent(self) -> Scored:
        return Scored((), np.zeros(self._table.labels), np.zeros((0, self._table.labels)))

    def _question(self, text: str) -> Whole:
        if text not in self._questions:
            if len(self._questions) >= _MOST_QUESTIONS:
                self._questions.clear()
            words = [word for segment in read(text) for word in segment]
            self._questions[text] = self._model.question_row(words) + self._model.weights.offsets
        return self._questions[text]


def _probabilities(sums: Whole, asked: Whole) -> Floats:
    length = np.sqrt(np.maximum(sums[:, -1:], 1) / FIXED)
    return np.round(logistic((sums[:, :-1] / length + asked) / FIXED), _DECIMALS)
