"""A report as every file tells it: sentences in one language, charts as data, each with its table, and quotes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

Row = Mapping[str, Any]


class Said(NamedTuple):
    """A text with the language it is in, which may be another than the file's."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of a chart: the share with its interval, from 0 to 1, and the same in words; without a share no bar."""

    label: str
    words: str
    share: float | None = None
    low: float = 0.0
    high: float = 0.0


@dataclass(frozen=True, slots=True)
class Panel:
    """Bars under a title of their own; "" where there is one panel only."""

    title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars to one scale: `full` is the share of a full bar, `axis` says so, `alt` tells what is seen."""

    id: str
    title: str
    alt: str
    axis: str
    full: float
    panels: tuple[Panel, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Cells in words; the first of each row names the row."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """What a chart says in a sentence, the chart (None where there are too many groups to draw), and its table."""

    headline: str
    chart: Chart | None
    table: Table


@dataclass(frozen=True, slots=True)
class QuoteShown:
    """An approved quote; `said` None where it was withdrawn, and `instead` says so."""

    said: Said | None
    question: str
    instead: str = ""


@dataclass(frozen=True, slots=True)
class QuotesUnder:
    """The quotes of one code."""

    heading: str
    quotes: tuple[QuoteShown, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report."""

    id: str
    heading: Said
    figures: tuple[Figure, ...] = ()
    quotes: tuple[QuotesUnder, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with paragraphs, or with points."""

    heading: str
    paragraphs: tuple[Said, ...] = ()
    points: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """Plain values for programs and spreadsheets: the same columns in every row."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


class ThemeNamed(NamedTuple):
    """A theme by id and title, with its codes by theirs."""

    id: str
    title: str
    codes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CodedQuote:
    """An approved quote as programs for coding take it."""

    id: str
    code: str
    question: str
    text: str


@dataclass(frozen=True, slots=True)
class ReportContent:
    """Everything that a file may tell. `number` is None for a live report, which `notices` then say is a draft.

    `done` is what was done about it since; `script` is the whole in sentences that are read aloud, and `labels` are the
    few words that files need beside it.
    """

    language: str
    slug: str
    number: int | None
    title: Said
    over: str
    when: str
    totals: tuple[tuple[str, str], ...]
    findings: Part
    sections: tuple[Section, ...]
    method: tuple[Part, ...]
    sheets: tuple[Sheet, ...]
    script: tuple[str, ...]
    labels: Mapping[str, str]
    notices: tuple[Said, ...] = ()
    introduction: tuple[Said, ...] = ()
    done: Part | None = None
    themes: tuple[ThemeNamed, ...] = ()
    coded: tuple[CodedQuote, ...] = ()

    def charts(self) -> Iterator[Chart]:
        """All charts in their order."""
        for section in self.sections:
            for figure in section.figures:
                if figure.chart is not None:
                    yield figure.chart

    def chart(self, chart_id: str) -> Chart | None:
        """The chart of this id."""
        return next((chart for chart in self.charts() if chart.id == chart_id), None)
