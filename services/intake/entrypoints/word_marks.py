"""Where two copies of a card differ, word by word, so that an eye finds it at once."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from services.intake.application.settle_copies import Difference
from services.intake.domain.questions import Question

_WORD: Final = re.compile(r"\S+")
# Each step of comparing goes through all pairs of equal words. Prose of 10,000 characters has some 20,000 of them; a
# card that says the same word over and over has millions, and would keep the whole process busy for minutes.
_MOST_PAIRS: Final = 50_000
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Compared:
    """One question's answer in both copies, as people read it, with the stretches in which they differ."""

    question: Question
    first: str
    other: str
    first_spans: list[Span]
    other_spans: list[Span]


def compared_by_question(seen: Difference) -> list[Compared]:
    """Both copies of a card, question by question."""
    return [_compared(question, seen) for question in seen.questions if not question.type.always_attribute]


def _compared(question: Question, seen: Difference) -> Compared:
    first = question.shown(seen.words.answers.get(question.key, ""), seen.words.language)
    other = question.shown(seen.copy.answers.get(question.key, ""), seen.copy.language)
    return Compared(question, first, other, *differing_spans(first, other))


def differing_spans(one: str, other: str) -> tuple[list[Span], list[Span]]:
    """The stretches `[start, end)` of each text that the other has not, in whole words."""
    words = [list(_WORD.finditer(text)) for text in (one, other)]
    ours, theirs = ([found.group() for found in side] for side in words)
    spans: tuple[list[Span], list[Span]] = ([], [])
    for ends in _stretches(ours, theirs):
        for side, (start, end) in enumerate(ends):
            if end > start:
                spans[side].append((words[side][start].start(), words[side][end - 1].end()))
    return spans


def _stretches(ours: Sequence[str], theirs: Sequence[str]) -> list[tuple[Span, Span]]:
    """Where the words differ, as `[start, end)` of both sides; as one stretch where looking closer would take long."""
    counts = Counter(theirs)
    if sum(number * counts[word] for word, number in Counter(ours).items()) > _MOST_PAIRS:
        return [_between_equal_ends(ours, theirs)]
    opcodes = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    return [((one, two), (three, four)) for kind, one, two, three, four in opcodes if kind != "equal"]


def _between_equal_ends(ours: Sequence[str], theirs: Sequence[str]) -> tuple[Span, Span]:
    shorter = min(len(ours), len(theirs))
    start = next((at for at in range(shorter) if ours[at] != theirs[at]), shorter)
    left = shorter - start
    tail = next((at for at in range(left) if ours[-1 - at] != theirs[-1 - at]), left)
    return (start, len(ours) - tail), (start, len(theirs) - tail)
