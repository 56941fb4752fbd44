"""Printed cards: their numbers, what was typed from them, and when two copies of one card say the same."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from services.intake.domain.receipts import ALPHABET, check_character
from shared.contracts.messages import message_id

NUMBER_BITS: Final = 35
ATTRIBUTES: Final = ("event", "session", "cohort", "source")
_LINE_END: Final = re.compile("\r\n?")
_MISREAD: Final = str.maketrans({"I": "1", "L": "1", "O": "0", "-": None, " ": None})


def number_from(bits: int) -> str:
    """The card number that 35 random bits make: seven characters and the one that checks them."""
    body = "".join(ALPHABET[bits >> 5 * place & 31] for place in range(NUMBER_BITS // 5))
    return body + check_character(body)


def read_number(typed: str) -> str | None:
    """The card number that somebody typed, however it was spaced; None when a character of it must be wrong."""
    number = typed.upper().translate(_MISREAD)
    body = number[:-1]
    if len(body) != NUMBER_BITS // 5 or not set(number) <= set(ALPHABET):
        return None
    return number if check_character(body) == number[-1] else None


def shown_number(number: str) -> str:
    """A card number as it is printed, in two groups of four."""
    return f"{number[:4]}-{number[4:]}"


def submission_of(number: str) -> str:
    """The submission id of a card: the same for its copies on paper and on a phone."""
    return message_id("paper-card", number)


class Channel(StrEnum):
    """How a copy of a printed card came in."""

    PAPER = "paper"
    PHONE = "phone"


class CopyState(StrEnum):
    """Where a copy stands; only HELD and DIFFERS ones keep their words, the others' words are the response's or gone.

    HELD waits for the second person, COUNTED became the response, CONFIRMED says the same as what counts, DIFFERS
    waits for somebody to decide, SET_ASIDE was decided against, APART counts as a response of its own.
    """

    HELD = "held"
    COUNTED = "counted"
    CONFIRMED = "confirmed"
    DIFFERS = "differs"
    SET_ASIDE = "set-aside"
    APART = "apart"


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Cards that were printed together; with `double_entry` each counts only when two people typed the same."""

    id: str
    team_id: str
    survey: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    double_entry: bool = False
    printed_at: datetime
    printed_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperCard:
    """One card; `response_id` is that of the response which its words are or become."""

    number: str
    team_id: str
    survey: str
    batch: str | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    double_entry: bool = False
    response_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """What somebody typed from a card or sent for it; `by` is the person's id, "" on a phone.

    `version` is the survey's version whose questions it answers. `response_id` is set when it counts as a response of
    its own.
    """

    id: str
    number: str
    team_id: str
    survey: str
    channel: Channel
    by: str
    by_name: str
    at: datetime
    version: int
    language: str
    answers: Mapping[str, str]
    state: CopyState
    response_id: str | None = None

    def settled(self, state: CopyState, response_id: str | None = None) -> "Copy":
        """The same copy in a state that keeps no words."""
        return replace(self, state=state, answers={}, response_id=response_id)


@dataclass(frozen=True, slots=True)
class Words:
    """What is written on a card, by question key, and in which language and version of the survey it was asked."""

    language: str
    answers: Mapping[str, str]
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchCount:
    """How far a batch is: cards printed, those with a copy typed, agreed by two, waiting, or to be decided."""

    batch: Batch
    cards: int
    typed: int
    confirmed: int
    held: int
    differing: int


def same_words(one: Mapping[str, str], other: Mapping[str, str], hidden: Collection[str] = ()) -> bool:
    """Whether two copies say the same but for line ends and the space around each answer; `hidden` keys don't count."""
    return _bare(one, hidden) == _bare(other, hidden)


def _bare(answers: Mapping[str, str], hidden: Collection[str]) -> dict[str, str]:
    plain = {key: _LINE_END.sub("\n", text).strip() for key, text in answers.items() if key not in hidden}
    return {key: text for key, text in plain.items() if text}
