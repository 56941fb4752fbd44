"""The charts, tables and quotes of a report as files tell them: the words and figures of its page."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from flask_babel import gettext as _

from services.reports.domain.report_content import (
    Chart,
    Figure,
    Panel,
    QuoteShown,
    QuotesUnder,
    Said,
    Section,
    Table,
)
from services.reports.entrypoints.drawing import scale_of
from services.reports.entrypoints.export_charts import axis, bar_of, seen
from services.reports.entrypoints.export_facets import facet_section
from services.reports.entrypoints.export_splits import split_section
from services.reports.entrypoints.telling import in_language
from services.reports.entrypoints.wording import answers, between, headline, number, percent
from services.reports.findings.lines import CodeLine, ThemeLine, Title, code_lines
from services.reports.findings.report import QuestionPart
from services.reports.findings.thawing import Published, PublishedQuote
from shared.web.languages import current_language

MOST_CELLS: Final = 6_000
"""Cells of all tables in a file to be read: making it takes no longer than somebody waits."""

Lines = Sequence[CodeLine] | Sequence[ThemeLine]


class _About(NamedTuple):
    place: str
    title: str
    told: str
    counted: tuple[str, str]


def said(title: Title) -> Said:
    """A text in the language of the file, or in the one it is there in."""
    own = current_language()
    language = own if title.get(own) or not title else "en" if title.get("en") else next(iter(title))
    return Said(in_language(title), language)


def sections(published: Published) -> tuple[Section, ...]:
    """Themes, codes theme by theme, how people speak, questions, groups."""
    total = published.plain["responses"]
    whole = _section("themes", Said(str(_("What people spoke of")), current_language()), published.themes, total)
    codes = code_lines(published.themes)
    themes = [_theme(theme, published, scale_of(codes)) for theme in published.themes if theme.n]
    questions = [_question(part) for part in published.questions if part.answers]
    spoken = filter(None, [facet_section(published)])
    return tuple(bounded([whole, *themes, *spoken, *questions, *map(split_section, published.splits)], MOST_CELLS))


def bounded(made: Iterable[Section], left: int) -> Iterator[Section]:
    """The sections with no more than so many cells: the tables that come last are left out, and it is said."""
    for section in made:
        kept = []
        for figure in section.figures:
            left -= len(figure.table.rows) * len(figure.table.head)
            if left >= 0:
                kept.append(figure)
        notes = section.notes
        if len(kept) < len(section.figures):
            notes = (*notes, str(_("Further tables stand in the files for spreadsheets.")))
        yield Section(section.id, section.heading, tuple(kept), section.quotes, notes)


def _section(place: str, heading: Said, lines: Lines, total: int) -> Section:
    counted = _("Theme"), _("Responses")
    return Section(place, heading, (_figure(_About(place, heading.text, headline(lines, total), counted), lines),))


def _theme(theme: ThemeLine, published: Published, full: float) -> Section:
    heading, place = said(theme.title), f"theme-{theme.theme}"
    told = headline(theme.codes, published.plain["responses"])
    figure = _figure(_About(place, heading.text, told, (_("Code"), _("Responses"))), theme.codes, full)
    quotes = tuple(under for line in theme.codes if (under := _quotes(line, published)).quotes)
    return Section(place, heading, (figure,), quotes)


def _question(part: QuestionPart) -> Section:
    place, heading = f"question-{part.key}", said(part.text)
    lines = sorted((line for line in code_lines(part.themes) if line.n), key=lambda line: -line.n)
    counted = answers(part.answers)
    if not lines:
        return Section(
            place, heading, notes=(counted, _("Answers to this question are counted here, but not coded into themes."))
        )
    figure = _figure(_About(place, heading.text, headline(lines, part.answers), (_("Code"), _("Answers"))), lines)
    return Section(place, heading, (figure,), notes=(counted,))


def _figure(about: _About, lines: Lines, full: float | None = None) -> Figure:
    place, title, told, counted = about
    scale = full or scale_of(lines)
    bars = tuple(bar_of(in_language(line.title), line) for line in lines if line.n)
    chart = Chart(place, title, seen(title, bars), axis(scale), scale, (Panel("", bars),))
    rows = tuple((in_language(line.title), number(line.n), *_cells(line)) for line in lines)
    table = Table(title, (*counted, _("Estimated share"), _("95%% interval") % ()), rows)
    return Figure(told, chart if bars else None, table)


def _cells(line: CodeLine | ThemeLine) -> tuple[str, str]:
    return (percent(line.share.estimate), between(line.share)) if line.share else ("–", "–")


def _quotes(line: CodeLine, published: Published) -> QuotesUnder:
    shown = tuple(_quote(quote, published) for quote in published.quotes_of(line.code))
    return QuotesUnder(_("In people's words: %(code)s", code=in_language(line.title)), shown)


def _quote(quote: PublishedQuote, published: Published) -> QuoteShown:
    asked = in_language(published.question_text(quote.question))
    if quote.text is None:
        return QuoteShown(None, asked, in_language(published.tombstone))
    return QuoteShown(Said(quote.text, quote.language), asked)
