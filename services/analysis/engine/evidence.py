"""Finds the words of a segment that carry a code, from what each word contributed to it."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from services.analysis.domain.codings import Span
from services.analysis.engine.reading import number_of_words
from services.analysis.engine.tokens import WORD_CHARACTER

Offsets = tuple[int, int]
_CLAUSE_BREAK: Final = re.compile(r"[,;:()–—]+|\s(?:-+\s|(?=(?:but|ond)\s))")
# One of these stands wherever a clause breaks; most short answers have none, and need no slow look.
_HINTS: Final = (",", "but", "-", "(", ";", ":", "ond", ")", "–", "—")
_CURRENCIES: Final = "£€$#@"  # belong to the word behind them
_MARGIN: Final = 0.05  # of the strongest word: what a word must give to be worth including


def carrying_span(text: str, segment: Offsets, aside: Sequence[Offsets], given: Callable[[], Sequence[float]]) -> Span:
    """The clauses of a segment in which the words stand that carry a label, trimmed to their words.

    `aside` are the scopes of the text whose words are set aside; `given` tells what each other word of the segment
    contributed, in order: it is asked where it matters only.
    """
    if not _may_break(text):
        return _trimmed(text, *segment)
    parts = list(_parts(text, segment))
    if len(parts) == 1:
        return _trimmed(text, *segment)
    first, last = _strongest_stretch(given())
    (start, end), words = segment, 0
    for part in parts:
        before, words = words, words + number_of_words(text, part, aside)
        if before <= first < words:
            start = part[0]
        if before <= last < words:
            end = part[1]
            break
    return _trimmed(text, start, end)


def _may_break(text: str) -> bool:
    for hint in _HINTS:  # noqa: SIM110  because any() of a generator takes three times as long
        if hint in text:
            return True
    return False


def _parts(text: str, segment: Offsets) -> Iterator[Offsets]:
    start = segment[0]
    for gap in _CLAUSE_BREAK.finditer(text, *segment):
        yield start, gap.start()
        start = gap.end()
    yield start, segment[1]


def _strongest_stretch(given: Sequence[float]) -> Offsets:
    """First and last of the neighbouring words with the greatest sum, less a margin a word (Kadane's algorithm)."""
    margin = _MARGIN * max(0.0, *given)
    best_sum, best = float("-inf"), (0, 0)
    running, start = 0.0, 0
    for place, value in enumerate(given):
        if running <= 0:
            running, start = 0.0, place
        running += value - margin
        if running > best_sum:
            best_sum, best = running, (start, place)
    return best


def _trimmed(text: str, start: int, end: int) -> Span:
    while not (text[end - 1].isalnum() or WORD_CHARACTER.match(text[end - 1])):
        end -= 1
    first = start
    while not (text[first].isalnum() or WORD_CHARACTER.match(text[first])):
        first += 1
    return Span(first - (first > start and text[first - 1] in _CURRENCIES), end)
