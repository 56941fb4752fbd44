"""Random samples of answers for review: drawn by a seed that is kept, so that anybody can draw the same again."""

import hashlib
import heapq
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, NamedTuple

from services.reports.domain.chances import SURE, Chances, Code, Step, step_of, with_themes
from services.reports.domain.decisions import AnswerAt
from services.reports.domain.surveys import SurveyKey

MOST_DRAWN: Final = 2000
"""More than this under one question tells nothing more, and every decision would take longer to count."""

LEAST_REVIEWED: Final = 30
"""Fewer reviewed answers would give intervals that nobody could use, and so the model's estimate stands."""


class SampleKey(NamedTuple):
    """The sample of a question; each question has at most one, which can grow."""

    survey: SurveyKey
    question: str


class DrawnAnswer(NamedTuple):
    """An answer in its place among all: whoever has a lower one is drawn before. `chance` is that of being drawn."""

    place: str
    at: AnswerAt
    chance: float


@dataclass(frozen=True, slots=True)
class Seen:
    """What the reviewed of a sample show: by how likely the model held each code, how many there are and bear it.

    `reviewed` are the first in the order of drawing without a gap, and so a random sample themselves, whatever was
    skipped; `same_model`: what the model said of them has not changed since they were judged, so it cannot have
    learned from them.
    """

    drawn: int = 0
    reviewed: int = 0
    same_model: bool = True
    foreseen: Counter[Step] = field(default_factory=Counter)
    borne: Counter[Step] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class SampleOf:
    """Of a question's answers so many were `drawn` at random and so many of those reviewed in the order of drawing.

    `used`: the shares are corrected by them.
    """

    drawn: int
    reviewed: int
    used: bool


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample of `frame` answers: those whose place by `seed` is not above `bound`."""

    key: SampleKey
    seed: str
    bound: str
    frame: int
    drawn_at: datetime
    seen: Seen = field(default_factory=Seen)


@dataclass(frozen=True, slots=True)
class Found:
    """A drawn answer as it stands: the model's chances, and the codes people gave, None where nobody decided blind.

    `left_out`: its words changed after the decision, so that it says nothing for now. `same_model` as in `Seen`.
    """

    foreseen: Chances
    codes: frozenset[Code] | None
    same_model: bool = True
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class Draw:
    """What a drawing adds: answers, and up to which place they now reach."""

    answers: tuple[DrawnAnswer, ...]
    bound: str
    frame: int


def place_of(seed: str, response_id: str) -> str:
    """Where a response stands in the random order of a seed."""
    return hashlib.sha256(f"{seed}/{response_id}".encode("utf-8", "surrogatepass")).hexdigest()


def draw(sample: Sample, undrawn: Iterable[str], more: int) -> Draw:
    """Draw `more` answers beside those of the sample, and all that came in since and stand among the first.

    So what is drawn are always the first in one random order of all answers: a random sample without replacement.
    """
    missed: list[tuple[str, str]] = []
    count = 0

    def beyond() -> Iterable[tuple[str, str]]:
        nonlocal count
        for response_id in undrawn:
            count += 1
            place = place_of(sample.seed, response_id)
            if place <= sample.bound:
                missed.append((place, response_id))
            else:
                yield place, response_id

    fresh = heapq.nsmallest(more, beyond())
    new = sorted((*missed, *fresh))
    drawn = sample.seen.drawn
    frame = count + drawn
    chance = (drawn + len(new)) / frame if frame else 0.0
    answers = tuple(
        DrawnAnswer(place, AnswerAt(response_id, sample.key.question), chance) for place, response_id in new
    )
    return Draw(answers, max((sample.bound, *(place for place, _ in fresh))), frame)


def seen_of(found: Sequence[Found]) -> Seen:
    """What drawn answers, in their order, show so far."""
    foreseen: Counter[Step] = Counter()
    borne: Counter[Step] = Counter()
    reviewed, same_model = 0, True
    for each in found:
        if each.left_out:
            continue
        if each.codes is None:
            break
        reviewed += 1
        same_model = same_model and each.same_model
        _count(each, each.codes, foreseen, borne)
    return Seen(len(found), reviewed, same_model, foreseen, borne)


def _count(found: Found, codes: frozenset[Code], foreseen: Counter[Step], borne: Counter[Step]) -> None:
    steps = {code: step_of(chance) for code, chance in with_themes(found.foreseen).items()}
    for code, step in steps.items():
        foreseen[Step(code.theme, code.code, step)] += 1
    for code in codes | {Code(code.theme, "") for code in codes}:
        borne[Step(code.theme, code.code, steps.get(code, -SURE))] += 1
