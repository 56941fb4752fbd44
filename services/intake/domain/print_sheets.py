"""What stands on printed cards and posters, and whether there is room for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from services.intake.domain.paper_errors import TooLongForPaper
from services.intake.domain.question_types.question_type import Control
from services.intake.domain.questions import Question
from services.intake.domain.surveys import Survey

_ROOM_ON_A6: Final = 3.5
_ROOM_ON_A5: Final = 6.0
_ROW: Final = 50
_BOX: Final = 4
_BY_PEN: Final = frozenset({Control.TEXT_AREA, Control.TEXT_LINE, Control.ONE_OF, Control.ANY_OF, Control.DATE})


class CardSize(StrEnum):
    """How large a card is: four of A6 are on a sheet of A4, or two of A5."""

    A6 = "a6"
    A5 = "a5"

    @property
    def on_a_sheet(self) -> int:
        """How many cards a sheet of A4 holds."""
        return 4 if self is CardSize.A6 else 2


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSheets:
    """Cards of a survey: their numbers, and by number where its code leads; `short` is the address in words."""

    survey: Survey
    size: CardSize
    numbers: Sequence[str]
    addresses: Mapping[str, str]
    short: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Poster:
    """A poster for a survey on `paper` (a4, a3): `address` is where its code leads, `short` the address in words."""

    survey: Survey
    paper: str
    address: str
    short: str


def asked_on_paper(survey: Survey) -> list[Question]:
    """The questions that somebody can answer with a pen."""
    return [question for question in survey.questions if question.type.control in _BY_PEN]


def fits_a_row(question: Question, language: str) -> bool:
    """Whether all options of a question, with a box to tick before each, stand beside each other on a card."""
    labels = [option.text.said_in(language) for option in question.choices]
    own_words = any(option.other for option in question.choices)
    return not own_words and sum(len(label) + _BOX for label in labels) <= _ROW


def card_size(survey: Survey) -> CardSize:
    """The smallest card with room to write under every question. Raises TooLongForPaper."""
    room = sum(_room(question) for question in asked_on_paper(survey))
    if room > _ROOM_ON_A5:
        raise TooLongForPaper(survey=survey.slug)
    return CardSize.A6 if room <= _ROOM_ON_A6 else CardSize.A5


def _room(question: Question) -> float:
    """How much of a card a question takes, in texts of three lines."""
    if question.type.control is Control.TEXT_AREA:
        return 1
    in_a_row = all(fits_a_row(question, language) for language in question.text.texts)
    return 0.5 if in_a_row else 0.3 + 0.2 * len(question.choices)
