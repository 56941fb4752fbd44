"""A report as one document of plain values: what a publication keeps of it, with no number that may not be shown."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from services.reports.findings.facets import FacetLine
from services.reports.findings.lines import CodeLine, ThemeLine
from services.reports.findings.report import QuestionPart, Report
from services.reports.findings.split import Cell, Split, SplitLine, SplitPart
from shared.estimation.shares import Share

_DIGITS = 4

Plain = dict[str, Any]


def frozen_report(report: Report, questions: Collection[str] | None) -> Plain:
    """The figures of the whole and of these questions; None are all."""
    totals = report.totals
    return {
        "survey": report.survey.key.slug,
        "responses": totals.responses,
        "answers": totals.answers,
        "figures_at": totals.updated_at.isoformat(),
        "closed_at": report.survey.closed_at.isoformat() if report.survey.closed_at else None,
        "response_languages": [
            {"language": language, "responses": n, "suppressed": n is None} for language, n in report.languages.items()
        ],
        "codebooks": [{"codebook": name, "version": version} for name, version in report.codebooks],
        "asked": [{"question": part.key, "text": dict(part.text)} for part in report.questions],
        "themes": _themes(report.themes),
        "questions": [_question(part) for part in report.questions if questions is None or part.key in questions],
    }


def frozen_split(split: Split, questions: Collection[str] | None) -> Plain:
    """The figures by one attribute under these questions."""
    return {
        "attribute": split.attribute.key,
        "title": dict(split.attribute.text),
        "groups": [{"value": group.value, "title": dict(group.text)} for group in split.groups],
        "questions": [_part(part) for part in split.parts if questions is None or part.key in questions],
        "left_out": split.left_out,
    }


def frozen_facets(lines: Iterable[FacetLine]) -> list[Plain]:
    """How people speak, out of all responses."""
    return [{"facet": line.facet, "title": dict(line.title), "n": line.n, **_share(line.share)} for line in lines]


def _themes(lines: Iterable[ThemeLine]) -> list[Plain]:
    return [
        {"theme": line.theme, **_line(line), "codes": [{"code": code.code, **_line(code)} for code in line.codes]}
        for line in lines
    ]


def _question(part: QuestionPart) -> Plain:
    return {
        "question": part.key,
        "text": dict(part.text),
        "answers": part.answers,
        "themes": _themes(part.themes),
    }


def _part(part: SplitPart) -> Plain:
    return {
        "question": part.key,
        "text": dict(part.text),
        "answers": part.answers,
        "sizes": list(part.sizes),
        "codes": [_split_line(line) for line in part.lines],
    }


def _split_line(line: SplitLine) -> Plain:
    return {"code": line.code, "theme": line.theme, **_line(line), "groups": [_cell(cell) for cell in line.cells]}


def _line(line: ThemeLine | CodeLine | SplitLine) -> Plain:
    return {"title": dict(line.title), "n": line.n, **_share(line.share)}


def _cell(cell: Cell) -> Plain:
    return {"n": cell.n, **_share(cell.share), "suppressed": cell.n is None}


def _share(share: Share | None) -> Mapping[str, Any]:
    if share is None:
        return {"share": None, "low": None, "high": None, "method": None, "of": None}
    rounded = {"share": share.estimate, "low": share.low, "high": share.high}
    return {**{name: round(value, _DIGITS) for name, value in rounded.items()}, "method": share.method, "of": share.n}
