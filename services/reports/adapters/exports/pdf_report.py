"""The whole report, and the one page of it, as PDF that a screen reader reads too; charts are drawn, not pictures."""

from typing import Any, Final

from services.reports.adapters.exports.safe_text import LONGEST, from_right, language_tag, on_one_line, safe
from services.reports.adapters.exports.svg_chart import svg_of
from services.reports.adapters.exports.typesetting import pdf_of
from services.reports.domain.report_content import (
    Chart,
    Figure,
    Part,
    QuoteShown,
    QuotesUnder,
    ReportContent,
    Said,
    Section,
)

_TIPS_QUOTES: Final = 3
_TIPS_LETTERS: Final = 220
_TIPS_DONE: Final = 4


def report_pdf(content: ReportContent) -> bytes:
    """All of it on A4."""
    data = {
        **_head(content),
        "introduction": [_said(each) for each in content.introduction],
        "sections": [_section(section, content.language) for section in content.sections],
        "method": [_part(part) for part in content.method],
    }
    return pdf_of("report.typ", data)


def tips_pdf(content: ReportContent) -> bytes:
    """What matters most on one page of A4."""
    first = next((figure for section in content.sections for figure in section.figures if figure.chart), None)
    quotes = [each for section in content.sections for under in section.quotes for each in under.quotes]
    short = [each for each in quotes if each.said and len(each.said.text) <= _TIPS_LETTERS]
    data = {
        **_head(content),
        "figure": _figure(first, content.language) if first else None,
        "quotes": [_quote(each, content.language) for each in short[:_TIPS_QUOTES]],
    }
    return pdf_of("tips.typ", data)


def _head(content: ReportContent) -> dict[str, Any]:
    title = on_one_line(content.title.text)
    done = content.done
    return {
        "language": content.language,
        "title": title,
        "short": on_one_line(f"{title} – {content.over}", 90),
        "heading": {"text": title, "language": content.title.language},
        "over": content.over,
        "when": content.when,
        "notices": [_said(each) for each in content.notices],
        "totals": [list(pair) for pair in content.totals],
        "findings": _part(content.findings),
        "done": {"heading": done.heading, "points": [safe(each) for each in done.points[:_TIPS_DONE]]}
        if done
        else None,
        "labels": dict(content.labels),
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "heading": safe(part.heading),
        "paragraphs": [_said(each) for each in part.paragraphs],
        "points": [safe(each) for each in part.points],
        "facts": [[safe(name), safe(fact)] for name, fact in part.facts],
    }


def _section(section: Section, language: str) -> dict[str, Any]:
    return {
        "heading": _said(section.heading),
        "notes": [safe(note) for note in section.notes],
        "figures": [_figure(figure, language) for figure in section.figures],
        "quotes": [_under(under, language) for under in section.quotes],
    }


def _figure(figure: Figure, language: str) -> dict[str, Any]:
    table = figure.table
    return {
        "headline": safe(figure.headline),
        "caption": on_one_line(table.caption),
        "chart": _chart(figure.chart, language) if figure.chart else None,
        "table": {
            "caption": on_one_line(table.caption),
            "head": [on_one_line(cell) for cell in table.head],
            "rows": [[on_one_line(cell) for cell in row] for row in table.rows],
        },
    }


def _chart(chart: Chart, language: str) -> dict[str, str]:
    return {"svg": svg_of(chart, language), "alt": on_one_line(chart.alt)}


def _under(under: QuotesUnder, language: str) -> dict[str, Any]:
    return {"heading": safe(under.heading), "quotes": [_quote(each, language) for each in under.quotes]}


def _quote(quote: QuoteShown, language: str) -> dict[str, Any]:
    if quote.said is None:
        return {"said": None, "instead": safe(quote.instead), "question": on_one_line(quote.question), "right": False}
    words = Said(safe(quote.said.text, LONGEST), language_tag(quote.said.language, language))
    return {"said": words._asdict(), "question": on_one_line(quote.question), "right": from_right(words.text)}


def _said(said: Said) -> dict[str, str]:
    return {"text": safe(said.text), "language": language_tag(said.language, "en")}
