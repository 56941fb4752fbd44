"""What groups say, as files tell it: the clearest difference, bars for each group, and a table."""

from collections.abc import Iterator, Sequence
from typing import Final

from flask_babel import gettext as _

from services.reports.domain.report_content import Bar, Chart, Figure, Panel, Said, Section, Table
from services.reports.entrypoints.drawing import can_be_drawn, scale_of_split
from services.reports.entrypoints.export_charts import axis, bar_of, seen
from services.reports.entrypoints.group_words import attribute_words, group_words
from services.reports.entrypoints.split_wording import contrast
from services.reports.entrypoints.telling import in_language
from services.reports.entrypoints.wording import figures, number
from services.reports.findings.split import Cell, Split, SplitLine, SplitPart
from shared.web.languages import current_language

_MOST_PANELS: Final = 6
_MOST_ROWS: Final = 20
"""Codes of a table by groups in files to be read: nobody reads hundreds, and tables for spreadsheets hold them all."""


def split_section(split: Split) -> Section:
    """The report by one attribute, question by question."""
    heading = Said(_("By group: %(attribute)s", attribute=attribute_words(split.attribute)), current_language())
    figured = tuple(_split_figure(part, split) for part in split.parts)
    return Section(f"by-{split.attribute.key}", heading, figured, notes=tuple(_split_notes(split)))


def _split_notes(split: Split) -> Iterator[str]:
    if split.left_out:
        yield _("There are further groups, too small to be named.")
    if any(len(_told(part)) > _MOST_ROWS for part in split.parts):
        yield _("Codes that are named most often; the tables for spreadsheets hold them all.")


def _told(part: SplitPart) -> list[SplitLine]:
    return [line for line in part.lines if line.n]


def _split_figure(part: SplitPart, split: Split) -> Figure:
    names = [group_words(group, split.attribute) for group in split.groups]
    lines = _told(part)[:_MOST_ROWS]
    title = in_language(part.text)
    sizes = (_("Answers"), number(part.answers), *(_size(size) for size in part.sizes))
    rows = [
        (in_language(line.title), figures(line.n, line.share) if line.share else "–", *map(_cell, line.cells))
        for line in lines
    ]
    table = Table(title, (_("Code"), _("Everyone"), *names), (sizes, *rows))
    return Figure(contrast(part, split), _split_chart(part, split, names), table)


def _split_chart(part: SplitPart, split: Split, names: Sequence[str]) -> Chart | None:
    lines = [line for line in _told(part) if any(cell.n is not None for cell in line.cells)][:_MOST_PANELS]
    if not lines or not can_be_drawn(split):
        return None
    scale, title = scale_of_split(part), in_language(part.text)
    panels = tuple(
        Panel(in_language(line.title), tuple(bar_of(*each) for each in zip(names, line.cells, strict=True)))
        for line in lines
    )
    told = seen(title, [bar for panel in panels for bar in _titled(panel)])
    return Chart(f"by-{split.attribute.key}-{part.key}", title, told, axis(scale), scale, panels)


def _titled(panel: Panel) -> list[Bar]:
    return [Bar(f"{panel.title}, {bar.label}", bar.words) for bar in panel.bars]


def _size(size: int | None) -> str:
    return str(_("hidden")) if size is None else number(size)


def _cell(cell: Cell) -> str:
    if cell.n is None:
        return str(_("hidden"))
    return figures(cell.n, cell.share) if cell.share else "–"
