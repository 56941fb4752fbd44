"""Shows a coding as what it is: a sum of what each word gave, plus question and starting point."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.analysis.domain.codings import Answer, AnswerCoding, Span
from services.analysis.engine.linear_coder import LinearCoder
from services.analysis.engine.model import FIXED
from services.analysis.engine.reading import words_in
from services.analysis.engine.scoring import HALVES, Scored

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class WordGiven:
    """A word where it stands, and what it gave for or against a code, in log-odds."""

    span: Span
    given: float


@dataclass(frozen=True, slots=True)
class CodeExplained:
    """Why a code is given or not.

    `start` (how common the code is), `question` and the words add up to the log-odds of the answer as a whole:
    `start + question + sum(word.given for word in words)`. What decides is the mean of that probability and of the
    best segment's; `confidence` is what people are shown for it.
    """

    code: str
    decided: bool
    confidence: float
    start: float
    question: float
    words: tuple[WordGiven, ...]
    of_whole: float
    of_best_segment: float

    @property
    def log_odds(self) -> float:
        """The sum."""
        return self.start + self.question + sum(word.given for word in self.words)


@dataclass(frozen=True, slots=True)
class Explanation:
    """A coded answer with every code explained, the most probable first; words that are set aside gave nothing."""

    found: AnswerCoding
    codes: tuple[CodeExplained, ...]


def explain(coder: LinearCoder, answer: Answer) -> Explanation:
    """The coding of an answer with what each word gave to each code."""
    found, scored = coder.code([answer])[0], coder.score([answer])
    aside = scored.aside[0]
    spans = [Span(*word.span()) for segment in scored.spans[0] for word in words_in(answer.text, segment, aside)]
    given = {coding.code for coding in found.codings}
    start = coder.start / FIXED
    question = scored.asked[0] / FIXED - start
    by_word = _by_word(scored)
    of_whole = 1 / (1 + np.exp(-(start + question + by_word.sum(axis=0))))
    of_best = scored.by_segment.max(axis=0, initial=0.0)
    explained = [
        CodeExplained(
            code=code,
            decided=code in given,
            confidence=found.probabilities[code],
            start=float(start[place]),
            question=float(question[place]),
            words=_words(spans, by_word[:, place]),
            of_whole=float(of_whole[place]),
            of_best_segment=float(of_best[place]),
        )
        for place, code in enumerate(coder.codebook.code_ids)
    ]
    return Explanation(found, tuple(sorted(explained, key=lambda code: (-code.confidence, not code.decided))))


def _by_word(scored: Scored) -> Floats:
    """Words × labels in log-odds: the contributions divided by the length of the answer."""
    length = np.sqrt(max(int(scored.contributions[:, -1].sum()), 1) / (HALVES * FIXED))
    return np.asarray(scored.contributions[:, :-1] / (HALVES * FIXED * length))


def _words(spans: Sequence[Span], given: Floats) -> tuple[WordGiven, ...]:
    return tuple(WordGiven(span, float(value)) for span, value in zip(spans, given, strict=True))
