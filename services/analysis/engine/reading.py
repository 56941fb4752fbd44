"""Turns texts into documents: segments of words, without the words that are set aside."""

import re
from collections.abc import Iterator, Sequence

from services.analysis.engine.scopes import scopes, set_aside
from services.analysis.engine.segments import segments
from services.analysis.engine.tokens import WORD, normalise

Document = list[list[str]]
Offsets = tuple[int, int]


def read(text: str) -> Document:
    """The normalised words of each segment of `text`, those set aside left out; a segment may be empty."""
    return [[normalise(word) for word in words] for words in raw_segments(text, segments(text), scopes(text))]


def raw_segments(text: str, spans: Sequence[Offsets], aside: Sequence[Offsets]) -> list[list[str]]:
    """The words of each span as written, but for those in the scopes that are set `aside`."""
    if not aside:
        return [WORD.findall(text, start, end) for start, end in spans]
    return [[word.group() for word in words_in(text, span, aside)] for span in spans]


def words_in(text: str, span: Offsets, aside: Sequence[Offsets]) -> Iterator[re.Match[str]]:
    """The words of a span where they stand, but for those in the scopes that are set `aside`."""
    return (word for word in WORD.finditer(text, *span) if not set_aside(word.start(), aside))


def number_of_words(text: str, span: Offsets, aside: Sequence[Offsets]) -> int:
    """How many words stand in a span, those that are set `aside` not counted."""
    return sum(1 for _ in words_in(text, span, aside)) if aside else len(WORD.findall(text, *span))


def flat(document: Document) -> list[str]:
    """All words of a document, one after another."""
    return [word for segment in document for word in segment]
