"""The charts, tables and quotes of a report as files tell them: the words and figures of its page."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from flask_babel import gettext as _

from services.reports.domain.report_content import (
    Bar,
    Chart,
    Figure,
    Panel,
    QuoteShown,
    QuotesUnder,
    Said,
    Section,
    Table,
)
from services.reports.entrypoints.drawing import can_be_drawn, scale_of, scale_of_split
from services.reports.entrypoints.group_words import attribute_words, group_words
from services.reports.entrypoints.split_wording import contrast
from services.reports.entrypoints.telling import in_language
from services.reports.entrypoints.wording import answers, between, figures, found, headline, number, percent
from services.reports.findings.lines import CodeLine, ThemeLine, Title, code_lines
from services.reports.findings.report import QuestionPart
from services.reports.findings.split import Cell, Split, SplitPart
from services.reports.findings.thawing import Published, PublishedQuote
from shared.web.languages import current_language

_MOST_PANELS: Final = 6
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
    """Themes, codes theme by theme, questions, groups."""
    total = published.plain["responses"]
    whole = _section("themes", Said(_("What people spoke of"), current_language()), published.themes, total)
    codes = code_lines(published.themes)
    themes = [_theme(theme, published, scale_of(codes)) for theme in published.themes if theme.n]
    questions = [_question(part) for part in published.questions if part.answers]
    return (whole, *themes, *questions, *(_split(split) for split in published.splits))


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
    bars = tuple(_bar(in_language(line.title), line) for line in lines if line.n)
    chart = Chart(place, title, _seen(title, bars), _axis(scale), scale, (Panel("", bars),))
    rows = tuple((in_language(line.title), number(line.n), *_cells(line)) for line in lines)
    table = Table(title, (*counted, _("Estimated share"), _("95%% interval") % ()), rows)
    return Figure(told, chart if bars else None, table)


def _bar(label: str, line: CodeLine | ThemeLine | Cell) -> Bar:
    if line.n is None:
        return Bar(label, _("hidden"))
    if line.share is None:
        return Bar(label, found(line.n))
    share = line.share
    return Bar(label, f"{percent(share.estimate)}, {found(line.n)}", share.estimate, share.low, share.high)


def _cells(line: CodeLine | ThemeLine) -> tuple[str, str]:
    return (percent(line.share.estimate), between(line.share)) if line.share else ("–", "–")


def _seen(title: str, bars: Sequence[Bar]) -> str:
    """What a chart shows, for those who can't see it; all its figures stand in the table."""
    told = "; ".join(f"{bar.label}: {bar.words}" for bar in bars)
    return str(_("Bar chart: %(title)s. %(bars)s.", title=title, bars=told))


def _axis(full: float) -> str:
    return str(_("Estimated shares. A full bar is %(share)s; the dark line is the 95%% interval.", share=percent(full)))


def _quotes(line: CodeLine, published: Published) -> QuotesUnder:
    shown = tuple(_quote(quote, published) for quote in published.quotes_of(line.code))
    return QuotesUnder(_("In people's words: %(code)s", code=in_language(line.title)), shown)


def _quote(quote: PublishedQuote, published: Published) -> QuoteShown:
    asked = in_language(published.question_text(quote.question))
    if quote.text is None:
        return QuoteShown(None, asked, in_language(published.tombstone))
    return QuoteShown(Said(quote.text, quote.language), asked)


def _split(split: Split) -> Section:
    heading = Said(_("By group: %(attribute)s", attribute=attribute_words(split.attribute)), current_language())
    figured = tuple(_split_figure(part, split) for part in split.parts)
    notes = (_("There are further groups, too small to be named."),) if split.left_out else ()
    return Section(f"by-{split.attribute.key}", heading, figured, notes=notes)


def _split_figure(part: SplitPart, split: Split) -> Figure:
    names = [group_words(group, split.attribute) for group in split.groups]
    lines = [line for line in part.lines if line.n]
    title = in_language(part.text)
    sizes = (_("Answers"), number(part.answers), *(_size(size) for size in part.sizes))
    rows = [
        (in_language(line.title), figures(line.n, line.share) if line.share else "–", *map(_cell, line.cells))
        for line in lines
    ]
    table = Table(title, (_("Code"), _("Everyone"), *names), (sizes, *rows))
    return Figure(contrast(part, split), _split_chart(part, split, names), table)


def _split_chart(part: SplitPart, split: Split, names: Sequence[str]) -> Chart | None:
    lines = [line for line in part.lines if line.n and any(cell.n is not None for cell in line.cells)][:_MOST_PANELS]
    if not lines or not can_be_drawn(split):
        return None
    scale, title = scale_of_split(part), in_language(part.text)
    panels = tuple(
        Panel(in_language(line.title), tuple(_bar(*each) for each in zip(names, line.cells, strict=True)))
        for line in lines
    )
    seen = _seen(title, [bar for panel in panels for bar in _titled(panel)])
    return Chart(f"by-{split.attribute.key}-{part.key}", title, seen, _axis(scale), scale, panels)


def _titled(panel: Panel) -> list[Bar]:
    return [Bar(f"{panel.title}, {bar.label}", bar.words) for bar in panel.bars]


def _size(size: int | None) -> str:
    return str(_("hidden")) if size is None else number(size)


def _cell(cell: Cell) -> str:
    if cell.n is None:
        return str(_("hidden"))
    return figures(cell.n, cell.share) if cell.share else "–"
