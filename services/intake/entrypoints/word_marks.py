"""Where two copies of a card differ, word by word, so that an eye finds it at once."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from services.intake.application.settle_copies import Difference
from services.intake.domain.questions import Question
from services.intake.domain.surveys import Survey

_WORD: Final = re.compile(r"\S+")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Compared:
    """One question's answer in both copies, as people read it, with the stretches in which they differ."""

    question: Question
    first: str
    other: str
    first_spans: list[Span]
    other_spans: list[Span]


def compared_by_question(seen: Difference, survey: Survey) -> list[Compared]:
    """Both copies of a card, question by question."""
    return [_compared(question, seen) for question in survey.questions if not question.type.always_attribute]


def _compared(question: Question, seen: Difference) -> Compared:
    first = question.shown(seen.words.answers.get(question.key, ""), seen.words.language)
    other = question.shown(seen.copy.answers.get(question.key, ""), seen.copy.language)
    return Compared(question, first, other, *differing_spans(first, other))


def differing_spans(one: str, other: str) -> tuple[list[Span], list[Span]]:
    """The stretches `[start, end)` of each text that the other has not, in whole words."""
    words = [list(_WORD.finditer(text)) for text in (one, other)]
    ours, theirs = ([found.group() for found in side] for side in words)
    spans: tuple[list[Span], list[Span]] = ([], [])
    for kind, *ends in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if kind != "equal":
            for side, start, end in ((0, ends[0], ends[1]), (1, ends[2], ends[3])):
                if end > start:
                    spans[side].append((words[side][start].start(), words[side][end - 1].end()))
    return spans
