"""Reports as plain values in one language, for the schemas to write."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from services.reports.application.read_report import QuotesPage
from services.reports.domain.quotes import Quote
from services.reports.entrypoints.cursors import written
from services.reports.findings.lines import CodeLine, ThemeLine, Title, code_lines
from services.reports.findings.report import QuestionPart, Report
from shared.estimation.shares import PROBABILITY_SUM_95, Share
from shared.web.languages import current_language

_DIGITS = 4


def in_language(title: Title) -> str:
    """The text in the language of this answer, else in English, else in any."""
    return title.get(current_language()) or title.get("en") or next(iter(title.values()), "")


def summary(report: Report) -> dict[str, Any]:
    """A report by its totals."""
    totals = report.totals
    return {
        "slug": report.survey.key.slug,
        "title": in_language(report.title),
        "responses": totals.responses,
        "answers": totals.answers,
        "parked": totals.parked,
        "updated_at": totals.updated_at,
        "closed_at": report.survey.closed_at,
    }


def whole(report: Report) -> dict[str, Any]:
    """A report with all its lines."""
    return {
        **summary(report),
        "language": current_language(),
        "method": PROBABILITY_SUM_95,
        **_lines(report.themes),
        "questions": [_part(part) for part in report.questions],
        "languages": [
            {"language": name, "responses": n, "suppressed": n is None} for name, n in report.languages.items()
        ],
        "codebooks": [{"codebook": name, "version": version} for name, version in report.codebooks],
    }


def quotes(page: QuotesPage) -> dict[str, Any]:
    """A page of quotes."""
    return {
        "code": page.line.code,
        "theme": page.line.theme,
        "title": in_language(page.line.title),
        "n": page.line.n,
        "items": [_quote(quote) for quote in page.quotes],
        "next": written(page.following) if page.following else None,
    }


def _part(part: QuestionPart) -> dict[str, Any]:
    return {
        "question": part.key,
        "text": in_language(part.text),
        "answers": part.answers,
        "sample": asdict(part.sample) if part.sample else None,
        **_lines(part.themes),
    }


def _lines(themes: Iterable[ThemeLine]) -> dict[str, list[Mapping[str, Any]]]:
    themes = tuple(themes)
    return {
        "themes": [line_told(theme) for theme in themes],
        "codes": [{"code": line.code, **line_told(line)} for line in code_lines(themes)],
    }


def line_told(line: ThemeLine | CodeLine) -> dict[str, Any]:
    """A line's figures; those of everyone are never kept back."""
    return {
        "theme": line.theme,
        "title": in_language(line.title),
        "n": line.n,
        **share_told(line.share),
        "suppressed": False,
    }


def share_told(share: Share | None) -> dict[str, Any]:
    """A share with its interval and how they were made; nulls of none."""
    return {
        "share": round(share.estimate, _DIGITS) if share else None,
        "low": round(share.low, _DIGITS) if share else None,
        "high": round(share.high, _DIGITS) if share else None,
        "method": share.method if share else None,
    }


def _quote(quote: Quote) -> dict[str, Any]:
    return {
        "question": quote.question,
        "text": quote.text,
        "spans": quote.spans,
        "confidence": round(quote.confidence, _DIGITS),
        "coder": quote.coder,
        "language": quote.language,
        "received_at": quote.place.received_at,
    }
