"""A quote: the words behind a number, with who coded them and how sure they were."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple


class Place(NamedTuple):
    """Where a page of quotes ends, newest first: the next page begins with what is older.

    It holds no response's id: who knows the id and the words could ask intake for the receipt.
    """

    received_at: datetime
    id: int


@dataclass(frozen=True, slots=True)
class Quote:
    """An answer that bears a code on `spans` `[start, end)`, in characters of `text`; `coder` is a model version."""

    place: Place
    question: str
    text: str
    spans: tuple[tuple[int, int], ...]
    confidence: float
    coder: str
    language: str
