"""What a model learns from, and what comes of it: the words between the use cases and the engine."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from services.analysis.domain.codings import Answer, AnswerCoding, Span
from services.analysis.domain.recodings import Judgement

CodeAnswers = Callable[[Sequence[Answer]], Sequence[AnswerCoding]]
"""Codes answers, each by itself, in the order given."""


@dataclass(frozen=True, slots=True, order=True)
class Lesson:
    """A person's decision with the words that it is about; `writer` is who wrote them.

    `fresh`: the present model has not learned from it, so that it may judge.
    """

    writer: str
    answer: Answer
    codes: tuple[str, ...]
    fresh: bool = True


@dataclass(frozen=True, slots=True)
class TrainedModel:
    """A model as it is kept, its version name, and how well it does."""

    name: str
    artefact: bytes
    judgement: Judgement = Judgement()


FEWEST_TO_FIND_IN: Final = 10
"""Answers in one language, with words that others use too; in fewer, people see more than a machine."""


@dataclass(frozen=True, slots=True)
class ThemeFound:
    """What several answers speak of: telling words, the number of answers, and quotes by the answer's place."""

    words: tuple[str, ...]
    size: int
    quotes: tuple[tuple[int, Span], ...]
