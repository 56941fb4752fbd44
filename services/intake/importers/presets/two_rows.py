"""Exports with two rows of headings: the question above its first column, below it options, rows or fields."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from services.intake.importers.layout import Asked, Head, Told, named_apart
from services.intake.importers.told import Plain, Rows

# Beneath a question with one column stands only what kind of answer it takes.
_SOLE: Final = frozenset({"", "response", "open-ended response", "ymateb", "antwort", "réponse", "respuesta"})
_OWN_WORDS: Final = re.compile(r"(?:other|arall|please specify|comment)\b.*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Column:
    at: int
    below: str


def questions_of(head: Head, about_them: Sequence[str]) -> Iterator[Asked]:
    """The questions, each over all its columns, behind and between those that are about the response itself."""
    above, below = head.heading_row(0), head.heading_row(1)
    blocks: list[tuple[str, list[_Column]]] = []
    for at, heading in enumerate(above):
        column = _Column(at, below[at] if at < len(below) else "")
        if heading:
            blocks.append((heading, [column]))
        elif blocks and column.below:
            blocks[-1][1].append(column)
    asked = [(heading, columns) for heading, columns in blocks if heading.casefold() not in about_them]
    names = named_apart([heading for heading, _ in asked])
    for name, (heading, columns) in zip(names, asked, strict=True):
        yield Asked(name, heading, _told(columns))


def _told(columns: Sequence[_Column]) -> Told:
    if len(columns) == 1:
        return Plain(columns[0].at)
    return Rows(tuple((column.at, _name(column.below)) for column in columns))


def _name(below: str) -> str:
    """What is written before an answer: nothing where the answer speaks for itself."""
    return "" if below.casefold() in _SOLE or _OWN_WORDS.match(below) else below
