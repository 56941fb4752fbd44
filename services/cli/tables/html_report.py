"""Writes codings as one HTML file to read, print or send on: chart, table and quotes, nothing fetched from anywhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from services.cli.single_page import write_page
from services.cli.tables.code_counts import MOST_QUOTES, CodeCounts, count_codes
from services.cli.tables.coded_row import CodedRow
from shared.codebooks.codebook import Codebook

_ROW: Final = 26  # units of the drawing
_HEADING: Final = 34
_WIDEST_BAR: Final = 360


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of the chart: a theme's heading (no `length`) or a code's bar."""

    label: str
    top: int
    count: int
    share: float
    theme: int
    length: float | None = None


def write_html(path: Path, rows: Iterable[CodedRow], codebook: Codebook) -> None:
    """A report of the rows; everything that people wrote is escaped."""
    counts = count_codes(rows, codebook)
    bars = chart(counts)
    write_page(
        path,
        Path(__file__).with_name("report.html.jinja"),
        counts=counts,
        codebook=codebook,
        bars=bars,
        height=(bars[-1].top + _ROW + 6) if bars else _ROW,
        headline=headline(counts),
        most_quotes=MOST_QUOTES,
    )


def headline(counts: CodeCounts) -> str:
    """The chart in one sentence."""
    if not counts.codes:
        return "No answer was given a code."
    titles = {code.id: code.title["en"] for code in counts.codebook.codes()}
    code, count = max(counts.codes.items(), key=lambda item: item[1])
    return f"People spoke most often of {titles[code].lower()}: {count:,} of {counts.with_words:,} answers."


def chart(counts: CodeCounts) -> list[Bar]:
    """The lines of the bar chart from top to bottom; the longest bar fills the width."""
    longest = max(counts.codes.values(), default=1)
    bars: list[Bar] = []
    top = 0
    for number, (theme, codes) in enumerate(counts.ranked()):
        count = counts.themes[theme.id]
        bars.append(Bar(theme.title["en"], top, count, counts.share(count), number % 3))
        top += _HEADING
        for code in codes:
            count = counts.codes[code.id]
            length = _WIDEST_BAR * count / longest
            bars.append(Bar(code.title["en"], top, count, counts.share(count), number % 3, length))
            top += _ROW
        top += 8
    return bars
