"""Where two copies of a card differ, word by word, so that an eye finds it at once."""

import re
from difflib import SequenceMatcher
from typing import Final

_WORD: Final = re.compile(r"\S+")
Span = tuple[int, int]


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
