"""Finds the words of a segment that carry a code, from what each word contributed to it."""

import re
from collections.abc import Sequence
from typing import Final

from services.analysis.domain.codings import Span
from services.analysis.engine.scopes import scopes, set_aside
from services.analysis.engine.tokens import WORD
from services.analysis.engine.word_table import WordTable

Offsets = tuple[int, int]
_CLAUSE_BREAK: Final = re.compile(r"[,;:()–—]+|\s-+\s|\s(?=but\s|ond\s)")
_CURRENCIES: Final = "£€$#@"  # belong to the word behind them
_MARGIN: Final = 0.05  # of the strongest word: what a word must give to be worth including


def contributions(text: str, segment: Offsets, table: WordTable, label: int) -> list[tuple[Offsets, float]]:
    """The words of a segment that count, as `[start, end)`, and what each gave to a label.

    A pair's contribution is shared by its two words. The sum, divided by the segment's length, is its score but for
    question and offset.
    """
    outside = scopes(text)
    found = [word for word in WORD.finditer(text, *segment) if not set_aside(word.start(), outside)]
    ids = table.ids([word.group() for word in found])[: len(found)]
    given = table.column(ids, label)
    for place, (left, right) in enumerate(zip(ids, ids[1:], strict=False)):
        if (pair := table.pair(left, right)) is not None:
            half = table.column([pair], label)[0] / 2
            given[place] += half
            given[place + 1] += half
    return [(word.span(), value) for word, value in zip(found, given, strict=True)]


def carrying_span(text: str, segment: Offsets, table: WordTable, label: int) -> Span:
    """The clauses of a segment in which the words stand that carry a label, trimmed to their words."""
    clauses = _clauses(text, segment)
    if len(clauses) == 1:
        return _trimmed(text, *clauses[0])
    start, end = _strongest_stretch(contributions(text, segment, table, label))
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


def _strongest_stretch(words: Sequence[tuple[Offsets, float]]) -> Offsets:
    """The neighbouring words with the greatest sum, less a margin a word (Kadane's algorithm)."""
    margin = _MARGIN * max(0.0, *(value for _, value in words))
    best_sum, best = float("-inf"), words[0][0]
    running, start = 0.0, 0
    for (left, right), value in words:
        if running <= 0:
            running, start = 0.0, left
        running += value - margin
        if running > best_sum:
            best_sum, best = running, (start, right)
    return best


def _trimmed(text: str, start: int, end: int) -> Span:
    words = [word.span() for word in WORD.finditer(text, start, end)]
    first = words[0][0]
    return Span(first - (first > start and text[first - 1] in _CURRENCIES), words[-1][1])
