"""How people speak of things: as a need, a barrier, a success, a plan or an offer; strengths stand beside problems."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from services.reports.domain.aspects import FACET, PROBLEM
from services.reports.domain.attributes import EVERYONE, Group
from services.reports.domain.chances import Code
from services.reports.domain.codebooks import Outline
from services.reports.domain.counts import WHOLE
from services.reports.domain.report_rows import ReportRows
from services.reports.findings.lines import CodeLine, Title
from shared.estimation.shares import Share, wilson_share

SUCCESS: Final = "success"


@dataclass(frozen=True, slots=True)
class FacetLine:
    """`n` cases speak in this way, and of those so many bear each code; `share` is of what was found, not estimated."""

    facet: str
    title: Title
    n: int
    share: Share | None
    codes: Mapping[Code, int]

    def of(self, line: CodeLine) -> int:
        """How many speak of a code in this way."""
        return self.codes.get(Code(line.theme, line.code), 0)


@dataclass(frozen=True, slots=True)
class Balance:
    """A code by what worked and what is a problem, which may be told in one breath."""

    line: CodeLine
    worked: int
    problems: int


def facet_lines(rows: ReportRows, question: str = WHOLE) -> tuple[FacetLine, ...]:
    """The facets of the codebooks in their order, out of all responses, or of the coded answers to a question."""
    total = rows.totals.responses if question == WHOLE else rows.sums_of(EVERYONE, question).answers
    return tuple(_line(facet, title, question, total, rows) for facet, title in _titles(rows).items())


def balances(rows: ReportRows, lines: Sequence[CodeLine]) -> tuple[Balance, ...]:
    """The codes that anybody told a success or a problem of, the most told first."""
    worked, problems = (_codes(facet, rows) for facet in (SUCCESS, PROBLEM))
    made = [_balance(line, worked, problems) for line in lines]
    told = [each for each in made if each.worked or each.problems]
    return tuple(sorted(told, key=lambda each: -each.worked - each.problems))


def _balance(line: CodeLine, worked: Mapping[Code, int], problems: Mapping[Code, int]) -> Balance:
    code = Code(line.theme, line.code)
    return Balance(line, worked.get(code, 0), problems.get(code, 0))


def _titles(rows: ReportRows) -> dict[str, Title]:
    """What facets are called; one that no codebook has any more keeps its count under its id."""
    named: dict[str, Title] = {facet.id: facet.title for outline in _used(rows) for facet in outline.facets}
    for group, _question in sorted(rows.aspects):
        if group.attribute == FACET and group.value != PROBLEM:
            named.setdefault(group.value, {"en": group.value})
    return named


def _used(rows: ReportRows) -> Iterator[Outline]:
    asked = {question.codebook for question in rows.survey.questions}
    return (outline for outline in rows.outlines if outline.codebook in asked or not rows.survey.version)


def _codes(facet: str, rows: ReportRows) -> Mapping[Code, int]:
    sums = rows.aspects.get((Group(FACET, facet), WHOLE))
    return sums.named if sums else {}


def _line(facet: str, title: Title, question: str, total: int, rows: ReportRows) -> FacetLine:
    sums = rows.aspects.get((Group(FACET, facet), question))
    n = sums.answers if sums else 0
    return FacetLine(facet, title, n, wilson_share(n, max(total, n)), sums.named if sums else {})
