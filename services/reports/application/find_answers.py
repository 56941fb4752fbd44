"""Looks for answers by words, attributes and codes, all combined freely, and never lets a combination single out."""

from dataclasses import dataclass, replace
from enum import Enum

from services.reports.application.finding_ports import Finder
from services.reports.application.read_report import ReportRead, Shelf, read_report
from services.reports.domain.attributes import EVERYONE, LANGUAGE
from services.reports.domain.chances import Code
from services.reports.domain.crossing import Matched
from services.reports.domain.errors import AttributeNotFound, CodeNotFound
from services.reports.domain.filters import AnswerFound, Filter
from services.reports.domain.quotes import Place
from services.reports.findings.combining import is_open, matched_in
from services.reports.findings.split import Split

PAGE_OF_ANSWERS = 20


class KeptBack(Enum):
    """Why nothing is told of what was asked for."""

    QUESTION = "question-needed"
    WORDS = "words-of-everyone"
    SMALL = "group-too-small"


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A page of answers, newest first; `matched` are its figures, both empty where `kept_back` says why."""

    read: ReportRead
    wanted: Filter
    matched: Matched | None
    answers: tuple[AnswerFound, ...]
    following: Place | None
    kept_back: KeptBack | None


def find_answers(wanted: Filter, before: Place | None, *, shelf: Shelf, finder: Finder) -> FoundPage:
    """What was looked for, with its figures; nothing of a group that could single somebody out.

    Words are sought among everyone's answers only, since each other word would make another group: two of them,
    subtracted, tell of one person. A group's figures are told question by question, as in a split.
    Raises ReportNotFound, AttributeNotFound, CodeNotFound.
    """
    read = _read(wanted, shelf)
    if wanted.who and wanted.sought:
        return FoundPage(read, wanted, None, (), None, KeptBack.WORDS)
    if wanted.who and wanted.question is None:
        return FoundPage(read, wanted, None, (), None, KeptBack.QUESTION)
    matched = _matched(wanted, read, finder)
    if matched is None and wanted.who:
        return FoundPage(read, wanted, None, (), None, KeptBack.SMALL)
    found = finder.answers(wanted, before, PAGE_OF_ANSWERS + 1)
    page = tuple(_as_told(answer, matched, wanted) for answer in found[:PAGE_OF_ANSWERS])
    following = page[-1].place if len(found) > PAGE_OF_ANSWERS else None
    return FoundPage(read, wanted, matched, page, following, None)


def _as_told(answer: AnswerFound, matched: Matched | None, wanted: Filter) -> AnswerFound:
    """An answer of a group without what is hidden of the group: else a reader of its answers would count it there."""
    if matched is None or not wanted.who:
        return answer
    told = {code.code for code, n in matched.codes.items() if n is not None} | {wanted.code}
    codings = tuple(coding for coding in answer.codings if coding.code in told)
    return replace(answer, facets=(), tone="", codings=codings)


def _read(wanted: Filter, shelf: Shelf) -> ReportRead:
    """The report, split by the attribute where the filter names one; everything it names is there."""
    by = wanted.who[0].attribute if len(wanted.who) == 1 else None
    read = read_report(wanted.survey, by, shelf=shelf)
    declared = (each.key for each in read.report.survey.attributes)
    offered = {LANGUAGE, *declared, *(each.key for each in read.report.attributes)}
    for group in wanted.who:
        if group.attribute not in offered:
            raise AttributeNotFound(slug=wanted.survey.slug, asked=group.attribute)
    for code in (wanted.code, wanted.beside):
        if code is not None and read.report.line_of(code) is None:
            raise CodeNotFound(slug=wanted.survey.slug, asked=code)
    return read


def _matched(wanted: Filter, read: ReportRead, finder: Finder) -> Matched | None:
    """The figures, None where they are kept back, or where nothing was asked: those are the report's."""
    if not wanted.who:
        asked = wanted.traits or wanted.sought or wanted.question
        return finder.matched(wanted, _total(wanted, read)) if asked else None
    values = tuple(group.value or None for group in wanted.who)
    of_group = _of_split(read.split, wanted.question, values[0]) if read.split else None
    if read.split is not None and (of_group is None or not wanted.traits):
        return of_group
    opened = None
    if read.split is not None and wanted.code is not None and wanted.traits == 1:
        # The very number that the split tells or keeps back: two choices of what to hide would undo each other.
        opened = read.split.cell(wanted.question, wanted.code, values[0]).n is not None
    crossed = finder.crossed(wanted)
    if not (is_open(crossed, values, read.smallest) if opened is None else opened):
        return None
    return matched_in(crossed, values, read.smallest)


def _total(wanted: Filter, read: ReportRead) -> int:
    """Out of how many: the coded answers to the question, else all responses."""
    if wanted.question is None:
        return read.report.totals.responses
    return read.rows.sums_of(EVERYONE, wanted.question).answers


def _of_split(split: Split, question: str | None, value: str | None) -> Matched | None:
    """A group's figures as the split tells them."""
    for part in split.parts:
        for place, group in enumerate(split.groups):
            size = part.sizes[place]
            if part.key == question and group.value == value and size is not None:
                codes = {Code(line.theme, line.code): line.cells[place].n for line in part.lines}
                return Matched(size, size, codes)
    return None
