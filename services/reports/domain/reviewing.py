"""What a reviewer sees: how far a survey is reviewed, which answer comes next, and an answer with all that was said."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from services.reports.domain.blind import BlindCoding
from services.reports.domain.codebooks import Outline
from services.reports.domain.decisions import AnswerAt, Decision
from services.reports.domain.samples import Sample
from services.reports.domain.surveys import SurveyKey
from shared.contracts.coded_answers import AnswerCoded

_PLACE: Final = re.compile(r"[0-9]{1,5}-[0-9a-f]{24}|[0-9a-f]{64}")


class Queue(StrEnum):
    """In which order answers come: the least sure first, or those of a random sample, which are coded blind."""

    UNSURE = "unsure"
    SAMPLE = "sample"


class Wanted(NamedTuple):
    """A queue of a survey, under one question or all, after a `place` in it ("": from its beginning)."""

    survey: SurveyKey
    queue: Queue
    question: str | None
    place: str


class Text(NamedTuple):
    """The words of an answer, with their language and its reference."""

    text: str
    language: str
    reference: str


@dataclass(frozen=True, slots=True)
class QuestionProgress:
    """Of a question's coded `answers` so many have a person's decision that holds; `blind` were coded blind by anybody.

    `mine` are those of the sample that the reader coded blind.
    """

    question: str
    answers: int
    decided: int
    blind: int
    mine: int
    sample: Sample | None


@dataclass(frozen=True, slots=True)
class AnswerShown:
    """An answer as a reviewer sees it: `said` by the model, `held` as it holds, with every step taken about it.

    `place` is where it stands among the least sure; `outline` has the codes to choose from; `drawn` is its chance of
    being drawn, None where it was not; `blind` are the blind codings.
    """

    survey: SurveyKey
    at: AnswerAt
    reference: str
    place: str
    language: str
    said: AnswerCoded
    held: AnswerCoded
    steps: tuple[Decision, ...]
    outline: Outline | None
    drawn: float | None
    drawn_place: str
    blind: tuple[BlindCoding, ...]

    @property
    def last(self) -> Decision | None:
        """The last step about it."""
        return self.steps[-1] if self.steps else None

    @property
    def number(self) -> int:
        """The number of the last step, 0 before any."""
        return self.steps[-1].number if self.steps else 0

    @property
    def decision(self) -> Decision | None:
        """The person's decision that holds, None where the model's codings do."""
        return self.last if self.last is not None and self.last.fits(self.said) else None

    def titles(self) -> Mapping[str, Mapping[str, str]]:
        """The titles of the codes by their ids."""
        return {code.id: code.title for code in self.outline.codes()} if self.outline else {}


def place_read(text: str) -> str:
    """A place in a queue as an address holds it; what is none is the beginning."""
    return text if _PLACE.fullmatch(text) else ""


def unsure_place(doubt: int, reference: str) -> str:
    """The place of an answer among the least sure."""
    return f"{doubt}-{reference}"
