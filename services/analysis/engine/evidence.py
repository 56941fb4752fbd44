"""Finds the words of a segment that carry a code, from what each word contributed to it."""

import re
from collections.abc import Sequence
from typing import Final

from services.analysis.domain.codings import Span
from services.analysis.engine.reading import words_in
from services.analysis.engine.tokens import WORD, WORD_CHARACTER

Offsets = tuple[int, int]
_CLAUSE_BREAK: Final = re.compile(r"[,;:()–—]+|\s-+\s|\s(?=but\s|ond\s)")
_CURRENCIES: Final = "£€$#@"  # belong to the word behind them
_MARGIN: Final = 0.05  # of the strongest word: what a word must give to be worth including


def carrying_span(text: str, segment: Offsets, given: Sequence[float]) -> Span:
    """The clauses of a segment in which the words stand that carry a label, trimmed to their words.

    `given` is what each word of the segment that is not set aside contributed, in order.
    """
    if not _CLAUSE_BREAK.search(text, *segment):
        return _trimmed(text, *segment)
    clauses = _clauses(text, segment)
    if len(clauses) == 1:
        return _trimmed(text, *clauses[0])
    start, end = _strongest_stretch([word.span() for word in words_in(text, segment)], given)
    first = next(left for left, right in reversed(clauses) if left <= start)
    last = next(right for left, right in clauses if right >= end)
    return _trimmed(text, first, last)


def _clauses(text: str, segment: Offsets) -> list[Offsets]:
    found = []
    start = segment[0]
    for gap in _CLAUSE_BREAK.finditer(text, *segment):
        found.append((start, gap.start()))
        start = gap.end()
    return [clause for clause in (*found, (start, segment[1])) if WORD.search(text, *clause)]


def _strongest_stretch(words: Sequence[Offsets], given: Sequence[float]) -> Offsets:
    """The neighbouring words with the greatest sum, less a margin a word (Kadane's algorithm)."""
    margin = _MARGIN * max(0.0, *given)
    best_sum, best = float("-inf"), words[0]
    running, start = 0.0, 0
    for (left, right), value in zip(words, given, strict=True):
        if running <= 0:
            running, start = 0.0, left
        running += value - margin
        if running > best_sum:
            best_sum, best = running, (start, right)
    return best


def _trimmed(text: str, start: int, end: int) -> Span:
    while not WORD_CHARACTER.match(text[end - 1]):
        end -= 1
    first = start
    while not WORD_CHARACTER.match(text[first]):
        first += 1
    return Span(first - (first > start and text[first - 1] in _CURRENCIES), end)
