"""What somebody looks for among the answers of a survey: whose, to which question, about what, in which words."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from services.reports.domain.attributes import Group
from services.reports.domain.quotes import Place
from services.reports.domain.spoken import Spans, words_sought
from services.reports.domain.surveys import SurveyKey


class CoderKind(Enum):
    """Who coded: somebody of the team, or a model."""

    PERSON = "person"
    MODEL = "model"


@dataclass(frozen=True, slots=True)
class Filter:
    """All of these must be so of an answer; what is left out may be anything.

    `who` holds the values of attributes, "" for those who gave none; `coder` is who gave the code; `beside` is one more
    code that the same response bears, in this answer or another.
    """

    survey: SurveyKey
    words: str = ""
    question: str | None = None
    code: str | None = None
    facet: str | None = None
    coder: CoderKind | None = None
    beside: str | None = None
    who: tuple[Group, ...] = ()

    @property
    def sought(self) -> tuple[str, ...]:
        """The words that an answer must hold."""
        return words_sought(self.words)

    @property
    def traits(self) -> int:
        """How many things, besides the question, an answer must have."""
        return sum(1 for each in (self.code, self.facet, self.coder, self.beside) if each)


@dataclass(frozen=True, slots=True)
class CodingFound:
    """A code of an answer that was found; `reviewer` is the name of the person who gave it, where one did."""

    code: str
    theme: str
    spans: Spans
    confidence: float
    coder: str
    reviewer: str


@dataclass(frozen=True, slots=True)
class AnswerFound:
    """An answer that was looked for, with its codes; `words` are where the words that were sought stand in it."""

    place: Place
    question: str
    text: str
    language: str
    facets: tuple[str, ...]
    tone: str
    codings: tuple[CodingFound, ...]
    words: Spans

    @property
    def received_at(self) -> datetime:
        """When it came in."""
        return self.place.received_at
