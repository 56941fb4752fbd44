"""Turns texts into documents: segments of words, without the words that are set aside."""

import re
from collections.abc import Iterator

from services.analysis.engine.scopes import scopes, set_aside
from services.analysis.engine.segments import segments
from services.analysis.engine.tokens import WORD, normalise

Document = list[list[str]]


def read(text: str) -> Document:
    """The normalised words of each segment of `text`, those set aside left out; a segment may be empty."""
    return [[normalise(word) for word in words] for words in raw_segments(text, segments(text))]


def raw_segments(text: str, spans: list[tuple[int, int]]) -> list[list[str]]:
    """The words of each span as written, those set aside left out."""
    outside = scopes(text)
    if not outside:
        return [WORD.findall(text, start, end) for start, end in spans]
    return [[word.group() for word in _kept(text, span, outside)] for span in spans]


def words_in(text: str, span: tuple[int, int]) -> Iterator[re.Match[str]]:
    """The words of a span where they stand, those set aside left out."""
    outside = scopes(text)
    return _kept(text, span, outside) if outside else WORD.finditer(text, *span)


def _kept(text: str, span: tuple[int, int], outside: list[tuple[int, int]]) -> Iterator[re.Match[str]]:
    return (word for word in WORD.finditer(text, *span) if not set_aside(word.start(), outside))


def flat(document: Document) -> list[str]:
    """All words of a document, one after another."""
    return [word for segment in document for word in segment]
