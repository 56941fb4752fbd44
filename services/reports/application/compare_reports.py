"""Compares what two groups of people spoke of, and pools what many events brought."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from services.reports.application.comparison_ports import Evidence
from services.reports.application.knowable_codes import knowable
from services.reports.application.read_report import Shelf, read_report
from services.reports.domain.attributes import Group
from services.reports.domain.errors import CodebooksDiffer, GroupTooSmall, QuestionNotFound
from services.reports.domain.surveys import SurveyKey
from services.reports.findings.comparison import (
    Comparison,
    Figures,
    Side,
    SideLine,
    can_be_compared,
    compile_comparison,
)
from services.reports.findings.groups import AttributeTitle, GroupTitle
from services.reports.findings.lines import CodeLine, Title, code_lines
from services.reports.findings.pooling import Pooled, compile_pooled
from services.reports.findings.report import Report
from services.reports.findings.split import Split, SplitLine, SplitPart

Line = CodeLine | SplitLine


@dataclass(frozen=True, slots=True)
class SideWanted:
    """Who is compared; all questions and everyone, unless said otherwise. A group needs a question."""

    survey: SurveyKey
    question: str | None = None
    group: Group | None = None


@dataclass(frozen=True, slots=True)
class _Said:
    """What a report holds of a side."""

    text: Title
    answers: int | None
    lines: tuple[tuple[Line, Figures], ...]
    attribute: AttributeTitle | None = None
    group: GroupTitle | None = None


def compare(
    one: SideWanted, other: SideWanted, mapping: Mapping[str, str], *, shelf: Shelf, evidence: Evidence
) -> Comparison:
    """The differences between two sides, code by code; `mapping` tells which of the other's codes is which of ours.

    Raises ReportNotFound, QuestionNotFound, AttributeNotFound, GroupTooSmall, and CodebooksDiffer where the sides
    were coded by different codebooks and nobody said which codes are alike.
    """
    ours, theirs = sides_of(one, other, shelf=shelf, evidence=evidence)
    if not can_be_compared(ours, theirs, mapping):
        raise CodebooksDiffer(one=sorted(ours.codebooks), other=sorted(theirs.codebooks))
    return compile_comparison(ours, theirs, mapping)


def sides_of(one: SideWanted, other: SideWanted, *, shelf: Shelf, evidence: Evidence) -> tuple[Side, Side]:
    """The two sides without a comparison, for somebody who has yet to say which codes are alike.

    Raises ReportNotFound, QuestionNotFound, AttributeNotFound, GroupTooSmall.
    """
    return _side(one, shelf, evidence), _side(other, shelf, evidence)


def pool(surveys: Sequence[SurveyKey], question: str | None, *, shelf: Shelf, evidence: Evidence) -> Pooled:
    """Several events as one, under a question that all of them asked, or over all questions.

    Raises ReportNotFound, QuestionNotFound, CodebooksDiffer.
    """
    sides = [_side(SideWanted(survey, question), shelf, evidence) for survey in dict.fromkeys(surveys)]
    first, *others = sides
    for side in others:
        if not side.codebooks & first.codebooks:
            raise CodebooksDiffer(one=sorted(first.codebooks), other=sorted(side.codebooks))
    return compile_pooled(sides)


def _side(wanted: SideWanted, shelf: Shelf, evidence: Evidence) -> Side:
    read = read_report(wanted.survey, wanted.group.attribute if wanted.group else None, shelf=shelf)
    said = _of_group(read.split, wanted) if read.split and wanted.group else _of_everyone(read.report, wanted)
    coded_by = [each for each in evidence.coded_by(wanted.survey) if wanted.question in (None, each.question)]
    can_be_known = knowable(wanted.survey.team_id, coded_by, evidence)
    return Side(
        survey=wanted.survey,
        title=read.report.title,
        question=wanted.question,
        text=said.text,
        attribute=said.attribute,
        group=said.group,
        answers=said.answers,
        lines={
            line.code: SideLine(line.code, line.theme, line.title, figures, can_be_known(line.code))
            for line, figures in said.lines
        },
        codebooks=_codebooks(read.report, wanted.question),
        models=frozenset(each.model for each in coded_by if each.model),
    )


def _of_everyone(report: Report, wanted: SideWanted) -> _Said:
    if wanted.question is None:
        lines, text, answers = code_lines(report.themes), report.title, report.totals.responses
    else:
        part = next((each for each in report.questions if each.key == wanted.question), None)
        if part is None:
            raise QuestionNotFound(slug=wanted.survey.slug, asked=wanted.question)
        lines, text, answers = code_lines(part.themes), part.text, part.answers
    return _Said(text, answers, tuple((line, Figures(line.n, line.share)) for line in lines))


def _of_group(split: Split, wanted: SideWanted) -> _Said:
    part = next((each for each in split.parts if each.key == wanted.question), None)
    if part is None:
        raise QuestionNotFound(slug=wanted.survey.slug, asked=wanted.question or "")
    place = _place(split, wanted)
    size = part.sizes[place]
    if size is None:
        raise GroupTooSmall
    return _Said(part.text, size, tuple(_cells(part, place)), split.attribute, split.groups[place])


def _place(split: Split, wanted: SideWanted) -> int:
    value = wanted.group.value if wanted.group else None
    for place, group in enumerate(split.groups):
        if group.value == value:
            return place
    raise GroupTooSmall


def _cells(part: SplitPart, place: int) -> Iterator[tuple[Line, Figures]]:
    for line in part.lines:
        cell = line.cells[place]
        yield line, Figures(cell.n, cell.share)


def _codebooks(report: Report, question: str | None) -> frozenset[str]:
    asked = (each for each in report.survey.questions if question in (None, each.key))
    return frozenset(each.codebook for each in asked if each.codebook)
