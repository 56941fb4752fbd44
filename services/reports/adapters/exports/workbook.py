"""Sheets as an Excel workbook in which nothing is ever a formula or a link."""

import io
from collections.abc import Iterable, Sequence
from typing import Any, Final

import xlsxwriter

from services.reports.adapters.exports.safe_text import safe
from services.reports.domain.report_content import ReportContent, Row, Sheet

MOST_ROWS: Final = 1_048_575
_LONGEST: Final = 32_767
_NAME: Final = 31
_OPTIONS: Final = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def report_xlsx(content: ReportContent) -> bytes:
    """The figures, the quotes, and how they were made, a sheet each."""
    return workbook(content, content.sheets)


def workbook(content: ReportContent, sheets: Iterable[Sheet]) -> bytes:
    """A workbook of these sheets behind one that says what it is."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {**_OPTIONS, "in_memory": True}) as book:
        book.set_properties({"title": _fitting(content.title.text), "author": "adborth"})
        _about(book, content)
        for sheet in sheets:
            _sheet(book, sheet)
    return written.getvalue()


def _about(book: Any, content: ReportContent) -> None:
    sheet = book.add_worksheet(content.labels["about"][:_NAME])
    bold, wrapped = book.add_format({"bold": True, "valign": "top"}), book.add_format({"text_wrap": True})
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 110, wrapped)
    for place, (name, words) in enumerate(_told(content)):
        sheet.write_string(place, 0, _fitting(name), bold)
        sheet.write_string(place, 1, _fitting(words), wrapped)


def _told(content: ReportContent) -> Sequence[tuple[str, str]]:
    rows = [(content.over, content.title.text), ("", content.when)]
    rows += [("", said.text) for said in (*content.notices, *content.introduction)]
    rows += list(content.totals)
    for part in filter(None, (content.findings, content.done, *content.method)):
        lines = [*(said.text for said in part.paragraphs), *part.points]
        rows += [(part.heading if place == 0 else "", line) for place, line in enumerate(lines)]
        rows += list(part.facts)
    return rows


def _sheet(book: Any, told: Sheet) -> None:
    sheet = book.add_worksheet(told.name[:_NAME])
    bold = book.add_format({"bold": True})
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, max(0, len(told.columns) - 1), 22)
    for column, name in enumerate(told.columns):
        sheet.write_string(0, column, _fitting(name), bold)
    for place, row in enumerate(told.rows[:MOST_ROWS], 1):
        for column, name in enumerate(told.columns):
            _cell(sheet, (place, column), row, name)


def _cell(sheet: Any, place: tuple[int, int], row: Row, name: str) -> None:
    value = row.get(name)
    if isinstance(value, bool):
        sheet.write_boolean(*place, value)
    elif isinstance(value, int | float):
        sheet.write_number(*place, value)
    elif value is not None and value != "":
        sheet.write_string(*place, _fitting(str(value)))


def _fitting(text: str) -> str:
    return safe(text, _LONGEST)
