"""A quote: the words behind a number, with who coded them and how sure they were."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from services.reports.domain.attributes import Group
from services.reports.domain.surveys import SurveyKey


class Place(NamedTuple):
    """Where a page of quotes ends, newest first: the next page begins with what is older.

    It holds no response's id: who knows the id and the words could ask intake for the receipt.
    """

    received_at: datetime
    id: int


@dataclass(frozen=True, slots=True)
class QuotesWanted:
    """Quotes of a code; under all questions, of everyone and in any facet, unless said otherwise."""

    survey: SurveyKey
    code: str
    group: Group | None = None
    question: str | None = None
    facet: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """An answer that bears a code on `spans` `[start, end)`, in characters of `text`.

    `coder` is a model version, or `person:` with an id; `reviewer` is the name of that person.
    """

    place: Place
    question: str
    text: str
    spans: tuple[tuple[int, int], ...]
    confidence: float
    coder: str
    language: str
    reviewer: str = ""
