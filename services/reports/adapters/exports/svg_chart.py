"""Draws a chart as SVG that says in words what it shows: bars to one scale, the interval as a dark line."""

import textwrap
from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from services.reports.adapters.exports.safe_text import on_one_line
from services.reports.domain.report_content import Bar, Chart

WIDTH: Final = 720
_LABELS: Final = 232
_BARS: Final = 250
_LETTERS: Final = 34
_LINE: Final = 17
_GAP: Final = 12
_TITLE: Final = 30
_MOST_LINES: Final = 3
_FONTS: Final = "Atkinson Hyperlegible Next, Atkinson Hyperlegible, Arial, sans-serif"


def svg_of(chart: Chart, language: str) -> str:
    """The chart as a picture of its own; all of its text is text."""
    drawn, height = _drawn(chart)
    name, told = escape(on_one_line(chart.title)), escape(on_one_line(chart.alt))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
        f' role="img" lang={quoteattr(language)} xml:lang={quoteattr(language)} aria-labelledby="name told"'
        f' font-family="{_FONTS}" font-size="14">'
        f'<title id="name">{name}</title><desc id="told">{told}</desc>'
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>{"".join(drawn)}</svg>\n'
    )


def _drawn(chart: Chart) -> tuple[list[str], int]:
    parts: list[str] = []
    top = 4
    for panel in chart.panels:
        if panel.title:
            parts.append(_text(0, top + 20, panel.title, 'font-weight="700" fill="#0b4f55"'))
            top += _TITLE
        for bar in panel.bars:
            lines = _wrapped(bar.label)
            parts += _row(bar, lines, top, chart.full)
            top += _LINE * len(lines) + _GAP
        top += _GAP if panel.title else 0
    parts.append(_text(0, top + 14, chart.axis, 'font-size="12" fill="#42565a"'))
    return parts, top + 24


def _row(bar: Bar, lines: list[str], top: int, full: float) -> Iterator[str]:
    middle = top + _LINE * len(lines) / 2
    for place, line in enumerate(lines):
        yield _text(0, top + _LINE * place + 13, line, 'fill="#1b2b2d"')
    yield _rect(_LABELS, middle - 7, _BARS, 14, "#e6ece9")
    if bar.share is not None:
        scale = _BARS / full
        yield _rect(_LABELS, middle - 7, bar.share * scale, 14, "#14808a")
        yield _rect(_LABELS + bar.low * scale, middle - 1, (bar.high - bar.low) * scale, 2, "#1b2b2d")
    yield _text(_LABELS + _BARS + 12, middle + 5, bar.words, 'fill="#1b2b2d"')


def _wrapped(label: str) -> list[str]:
    return textwrap.wrap(on_one_line(label), _LETTERS, max_lines=_MOST_LINES, placeholder=" …") or [""]


def _text(x: float, y: float, words: str, style: str) -> str:
    return f'<text x="{x:g}" y="{y:g}" {style}>{escape(on_one_line(words))}</text>'


def _rect(x: float, y: float, width: float, height: float, colour: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(0.0, width):.1f}" height="{height:g}" fill="{colour}"/>'
