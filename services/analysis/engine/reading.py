"""Turns texts into documents: segments of words, without the words that are set aside."""

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
    return [
        [word.group() for word in WORD.finditer(text, start, end) if not set_aside(word.start(), outside)]
        for start, end in spans
    ]
