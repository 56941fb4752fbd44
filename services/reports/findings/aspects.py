"""What else a report tells beside its codes: how people speak, in what tone, what stands together, and when."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.reports.domain.chances import Code
from services.reports.domain.report_rows import ReportRows
from services.reports.findings.facets import Balance, FacetLine, balances, facet_lines
from services.reports.findings.lines import CodeLine, code_lines
from services.reports.findings.over_time import Timeline, timeline_of
from services.reports.findings.report import Report
from services.reports.findings.together import Pair, Pairs, pairs_of
from services.reports.findings.tones import Tones, tones_of, tones_of_code


@dataclass(frozen=True, slots=True)
class Aspects:
    """Of a whole survey: facets and tones also by question."""

    facets: tuple[FacetLine, ...]
    balances: tuple[Balance, ...]
    tones: Tones
    pairs: Pairs
    timeline: Timeline | None
    facets_by_question: Mapping[str, tuple[FacetLine, ...]]
    tones_by_question: Mapping[str, Tones]


@dataclass(frozen=True, slots=True)
class CodeAspects:
    """Of one code, over all questions: which facets go with it, and how often."""

    facets: tuple[tuple[FacetLine, int], ...]
    tones: Tones
    pairs: tuple[Pair, ...]
    timeline: Timeline | None


def compile_aspects(report: Report, rows: ReportRows, smallest: int) -> Aspects:
    """What was noticed of all answers, nobody under `smallest` being singled out by time or by two codes."""
    keys = [part.key for part in report.questions]
    return Aspects(
        facets=facet_lines(rows),
        balances=balances(rows, code_lines(report.themes)),
        tones=tones_of(rows),
        pairs=pairs_of(report, rows, smallest),
        timeline=timeline_of(rows, smallest),
        facets_by_question={key: facet_lines(rows, key) for key in keys},
        tones_by_question={key: tones_of(rows, key) for key in keys},
    )


def aspects_of_code(line: CodeLine, report: Report, rows: ReportRows, smallest: int) -> CodeAspects:
    """What was noticed of the answers that bear a code."""
    code = Code(line.theme, line.code)
    return CodeAspects(
        facets=tuple((facet, facet.of(line)) for facet in facet_lines(rows)),
        tones=tones_of_code(rows, code),
        pairs=pairs_of(report, rows, smallest).of(line.code),
        timeline=timeline_of(rows, smallest, code),
    )
