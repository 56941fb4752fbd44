"""A report split by one attribute: under each question, how many of each group spoke of what; small groups hidden."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from services.reports.domain.attributes import EVERYONE, Group
from services.reports.domain.chances import Code
from services.reports.domain.report_rows import ReportRows
from services.reports.domain.sums import Sums
from services.reports.findings.groups import AttributeTitle, GroupTitle, groups_by, is_named
from services.reports.findings.lines import CodeLine, Title, code_lines, share_of
from services.reports.findings.report import QuestionPart, Report
from services.reports.findings.suppression import Hidden, hidden_in
from shared.estimation.shares import Share


@dataclass(frozen=True, slots=True)
class Cell:
    """A group's figures for a code; `n` None where they are kept back, `share` also where nobody answered."""

    n: int | None
    share: Share | None


HIDDEN: Final = Cell(None, None)


@dataclass(frozen=True, slots=True)
class SplitLine:
    """A code with a cell for each group; `n` answers of everyone bear it."""

    code: str
    theme: str
    title: Title
    n: int
    share: Share | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class SplitPart:
    """A question: how many of each group answered (None where kept back), and the codes by falling share."""

    key: str
    text: Title
    answers: int
    sizes: tuple[int | None, ...]
    lines: tuple[SplitLine, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """The questions with coded answers; their sizes and cells stand in the order of `groups`.

    `left_out`: there are groups too small to be named, besides those.
    """

    attribute: AttributeTitle
    groups: tuple[GroupTitle, ...]
    parts: tuple[SplitPart, ...]
    left_out: bool

    def cell(self, question: str | None, code: str, value: str | None) -> Cell:
        """A group's figures for a code; hidden also where there is no such group or question."""
        found = (
            cell
            for part in self.parts
            for line in part.lines
            for group, cell in zip(self.groups, line.cells, strict=True)
            if (part.key, line.code, group.value) == (question, code, value)
        )
        return next(found, HIDDEN)


def compile_split(report: Report, rows: ReportRows, attribute: AttributeTitle, smallest: int) -> Split:
    """Split a report by an attribute, whose groups are in the rows; nobody under `smallest` is singled out."""
    groups = groups_by(attribute.key, rows)
    parts = [_part(part, _of_groups(part.key, attribute.key, groups, rows), smallest) for part in _coded(report, rows)]
    kept = [
        place
        for place, group in enumerate(groups)
        if is_named(group, attribute.key, rows) or any(_is_told(group, part.sizes[place]) for part in parts)
    ]
    left_out = any(part.sizes[place] is None for part in parts for place in range(len(groups)) if place not in kept)
    return Split(
        attribute, tuple(groups[place] for place in kept), tuple(_only(part, kept) for part in parts), left_out
    )


def _is_told(group: GroupTitle, size: int | None) -> bool:
    """Whether a group is named on the page: a value that nobody else has would tell of somebody by itself."""
    return size != 0 if group.value is None else bool(size)


def _coded(report: Report, rows: ReportRows) -> list[QuestionPart]:
    return [part for part in report.questions if rows.sums_of(EVERYONE, part.key).answers]


def _of_groups(question: str, key: str, groups: Sequence[GroupTitle], rows: ReportRows) -> list[Sums]:
    """The sums of each group; those who gave no value are whoever is left of everyone, who stand last."""
    everyone = rows.sums_of(EVERYONE, question)
    named = [rows.sums_of(Group(key, group.value), question) for group in groups if group.value is not None]
    rest = Sums()
    rest.merge(everyone)
    for sums in named:
        rest.take(sums)
    return [*named, rest, everyone]


def _part(part: QuestionPart, sums: Sequence[Sums], smallest: int) -> SplitPart:
    *groups, everyone = sums
    lines = {Code(line.theme, line.code): line for line in code_lines(part.themes)}
    sizes = [each.answers for each in groups]
    hidden = hidden_in(sizes, {code: [each.named[code] for each in groups] for code in lines}, smallest)
    made = [_line(code, line, sums, hidden) for code, line in lines.items()]
    return SplitPart(
        part.key,
        part.text,
        everyone.answers,
        tuple(None if place in hidden.sizes else size for place, size in enumerate(sizes)),
        tuple(sorted(made, key=lambda line: -line.share.estimate if line.share else 0.0)),
    )


def _line(code: Code, line: CodeLine, sums: Sequence[Sums], hidden: Hidden[Code]) -> SplitLine:
    *groups, everyone = sums
    cells = tuple(
        HIDDEN if place in hidden.lines[code] else Cell(each.named[code], _share(each, code))
        for place, each in enumerate(groups)
    )
    return SplitLine(line.code, line.theme, line.title, everyone.named[code], line.share, cells)


def _share(sums: Sums, code: Code) -> Share | None:
    return share_of(sums.expected[code], sums.answers)


def _only(part: SplitPart, kept: Sequence[int]) -> SplitPart:
    lines = tuple(
        SplitLine(line.code, line.theme, line.title, line.n, line.share, tuple(line.cells[place] for place in kept))
        for line in part.lines
    )
    return SplitPart(part.key, part.text, part.answers, tuple(part.sizes[place] for place in kept), lines)
