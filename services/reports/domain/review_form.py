"""What a reviewer filled in, row by row, as it can be shown again: a code for each run of numbered words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from services.reports.domain.judging import Span
from services.reports.domain.masking import Word
from shared.contracts.coded_answers import CodingMade


class Run(NamedTuple):
    """Words by their first and last number, counted from 1, as somebody typed them; both empty: the whole answer."""

    first: str
    last: str


@dataclass(frozen=True, slots=True)
class CodeRow:
    """A code with the words it is given to; `span` is where it lay when it was shown, None of a new one."""

    code: str
    kept: bool
    run: Run
    span: Span | None = None


NOTHING_NEW: Final = CodeRow("", True, Run("", ""))
"""The row in which a code can be added, before anything is."""


class RunWrong(NamedTuple):
    """What is wrong with the numbers of a row: they name no words, or the last stands before the first."""

    row: int


@dataclass(frozen=True, slots=True)
class CodesRead:
    """The codes of a form with their spans, or the rows that cannot be meant."""

    codes: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    wrong: tuple[RunWrong, ...] = ()


def rows_of(codings: Iterable[CodingMade], words: Sequence[Word]) -> tuple[CodeRow, ...]:
    """A row for each span of each coding."""
    return tuple(
        CodeRow(coding.code, True, run_of(span, words), span)
        for coding in codings
        for span in (coding.spans or (_whole(words),))
    )


def rows_again(codes: Mapping[str, Sequence[Span]], words: Sequence[Word]) -> tuple[CodeRow, ...]:
    """A row for each span of codes that were read, so that they can be sent again as they are."""
    return tuple(
        CodeRow(code, True, run_of(span, words), span)
        for code, spans in codes.items()
        for span in (spans or (_whole(words),))
    )


def as_shown(rows: Sequence[CodeRow]) -> CodesRead:
    """The codes as they were shown, whatever was changed of them since."""
    codes: dict[str, tuple[Span, ...]] = {}
    for row in rows:
        codes[row.code] = (*codes.get(row.code, ()), *((row.span,) if row.span else ()))
    return CodesRead(codes)


def run_of(span: Span, words: Sequence[Word]) -> Run:
    """The words that a span touches."""
    touched = [word.number + 1 for word in words if word.start < span[1] and span[0] < word.end]
    return Run(str(touched[0]), str(touched[-1])) if touched else Run("", "")


def codes_read(rows: Sequence[CodeRow], words: Sequence[Word]) -> CodesRead:
    """The codes that are kept. A span whose words are as they were shown stays as it was, to the character."""
    codes: dict[str, list[Span]] = {}
    wrong = []
    for number, row in enumerate(rows):
        if not row.kept:
            continue
        span = _span(row, words)
        if span is None:
            wrong.append(RunWrong(number))
        else:
            codes.setdefault(row.code, []).append(span)
    return CodesRead({code: tuple(spans) for code, spans in codes.items()}, tuple(wrong))


def _span(row: CodeRow, words: Sequence[Word]) -> Span | None:
    if row.span is not None and row.run == run_of(row.span, words):
        return row.span
    if row.run == Run("", ""):
        return _whole(words)
    first, last = _number(row.run.first), _number(row.run.last or row.run.first)
    if not 1 <= first <= last <= len(words):
        return None
    return words[first - 1].start, words[last - 1].end


def _whole(words: Sequence[Word]) -> Span:
    return (words[0].start, words[-1].end) if words else (0, 0)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
