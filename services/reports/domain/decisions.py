"""What people decided about an answer: each step has a number, the highest holds, and none is ever overwritten."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from services.reports.domain.surveys import SurveyKey
from shared.contracts.coded_answers import AnswerCoded, CodingMade

MODEL_HOLDS = 0
"""In place of a decision's number: no person's decision holds, the model's codings do."""


class AnswerAt(NamedTuple):
    """An answer: of which response, under which question."""

    response_id: str
    question: str


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who decides, by the name they had at that moment."""

    id: str
    name: str

    @property
    def coder(self) -> str:
        """As whom their codings are kept."""
        return f"person:{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A step somebody took about an answer, with what holds since: these codings and no others.

    `number` counts the steps about this answer from 1. `holds` is the number of the step that decided what holds: its
    own, an earlier one after an undoing, MODEL_HOLDS when no person's does; `before` is what held before that one.
    `made_by` took this step, `reviewer` decided what holds. What was judged are the codings `revision` by `model` of
    an answer with the fingerprint `words`. `blind`: the model's codings were not shown. `chance` is that with which
    the answer was drawn, None where somebody picked it.
    """

    survey: SurveyKey
    at: AnswerAt
    number: int
    holds: int
    before: int
    made_by: Reviewer
    made_at: datetime
    reviewer: Reviewer
    reviewed_at: datetime
    words: str
    revision: int
    model: str
    codebook: str
    codebook_version: int
    codings: tuple[CodingMade, ...] = ()
    comment: str = ""
    blind: bool = False
    chance: float | None = None

    @property
    def undone(self) -> bool:
        """Whether no person's decision holds any more."""
        return self.holds == MODEL_HOLDS

    def fits(self, answer: AnswerCoded) -> bool:
        """Whether it can hold for the answer as it reads now: a decision is about words, and about one codebook."""
        return not self.undone and self.codebook == answer.codebook and self.words == fingerprint(answer.text)


def undoing(current: Decision, earlier: Decision | None, by: Reviewer, at: datetime) -> Decision:
    """The step that takes the current decision back: `earlier`, which held before it, holds again, or the model."""
    step = current.number + 1
    if earlier is not None:
        return replace(earlier, number=step, made_by=by, made_at=at)
    cleared = replace(current, number=step, holds=MODEL_HOLDS, before=MODEL_HOLDS, made_by=by, made_at=at)
    return replace(cleared, codings=(), comment="", blind=False, chance=None)


def fingerprint(text: str) -> str:
    """What tells the words that were judged from others, without being words."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def reference_of(at: AnswerAt) -> str:
    """How an answer is called in addresses: nobody can tell the response's id from it, which opens its receipt."""
    said = f"{at.response_id}/{at.question}".encode("utf-8", "surrogatepass")
    return hashlib.sha256(said).hexdigest()[:24]
