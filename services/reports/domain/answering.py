"""You said, we did: what a team says to a code, by when and by whom, and from which number on it owes an answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final, NamedTuple

from services.reports.domain.redactions import Person
from services.reports.domain.surveys import SurveyKey

LONGEST_ANSWER: Final = 2_000
LONGEST_OWNER: Final = 100

Text = Mapping[str, str]


class State(StrEnum):
    """What became of it: done, promised, or refused with the reason."""

    DID = "did"
    WILL = "will"
    WONT = "wont"


class Said(NamedTuple):
    """What is said to a code; `on` is when it was done, or by when it will be; the owner may stay unnamed in public."""

    state: State
    text: Text
    owner: str = ""
    owner_shown: bool = False
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a team said to a code of a survey; `version` counts its changes, all of which are kept.

    `promised` once it was a promise, whatever became of it; `codebook` is the one that the code stands in.
    """

    survey: SurveyKey
    code: str
    codebook: str
    said: Said
    by: Person
    at: datetime
    version: int = 1
    promised: bool = False

    @property
    def is_open(self) -> bool:
        """Whether something was promised that was not done yet."""
        return self.said.state is State.WILL


class Measure(StrEnum):
    """What is looked at: in how many responses a code was found, or its estimated share in per cent."""

    FOUND_IN = "n"
    SHARE = "share"


class OwedFrom(NamedTuple):
    """From which figure on a code must be answered before a number is published."""

    measure: Measure
    level: int

    def reached(self, n: int, share: float | None) -> bool:
        """Whether a code found in `n` responses, with this estimated share from 0 to 1, must be answered."""
        if self.measure is Measure.FOUND_IN:
            return n >= self.level
        return share is not None and n > 0 and share * 100 >= self.level


@dataclass(frozen=True, slots=True)
class AnsweringRules:
    """What a team decided for a survey: what it owes, and whether its publications take and show comments."""

    owed_from: OwedFrom | None = None
    comments_open: bool = False
    comments_shown: bool = True
    policy: Text | None = None


def next_answer(earlier: Answer | None, new: Answer) -> Answer:
    """The new answer in place of an earlier one: what was promised once stays a promise that was made."""
    if earlier is None:
        return new
    return Answer(
        new.survey,
        new.code,
        new.codebook,
        new.said,
        new.by,
        new.at,
        earlier.version + 1,
        earlier.promised or earlier.is_open,
    )


def newest_of(answers: Iterable[Answer]) -> dict[tuple[SurveyKey, str], Answer]:
    """What holds of all that was ever said, by survey and code."""
    return {(each.survey, each.code): each for each in sorted(answers, key=lambda each: each.version)}
