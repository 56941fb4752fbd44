"""Which sheet of a workbook is read, and its cells as text."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, Final

import openpyxl

from services.intake.importers.grid import Cells
from services.intake.importers.own_export import is_own_export

_MOST_ROWS: Final = 1_048_576


def first_filled(book: openpyxl.Workbook) -> Iterator[tuple[int, Cells]]:
    """The rows of a workbook in which anything stands, each with its number."""
    for sheet in _sheets(book):
        found = False
        for number, row in enumerate(sheet.iter_rows(values_only=True, max_row=_MOST_ROWS), start=1):
            if any(value is not None for value in row):
                cells = tuple(_text(value) for value in row)
                found = found or any(cells)
                if any(cell.strip() for cell in cells):
                    yield number, cells
        if found:
            return


def _sheets(book: openpyxl.Workbook) -> list[Any]:
    """The sheets in their order; of our own export, which opens with a cover, only that of the responses."""
    for sheet in book.worksheets:
        sheet.reset_dimensions()
    responses = [sheet for sheet in book.worksheets if is_own_export(_headings(sheet))]
    return responses[:1] or book.worksheets


def _headings(sheet: Any) -> list[str]:
    return [_text(value).strip() for row in sheet.iter_rows(values_only=True, max_row=1) for value in row]


def _text(value: Any) -> str:
    """A cell as text: days and moments as ISO writes them, whole numbers without a point."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
        case datetime() | date() | time():
            return _moment(value)
    return str(value).replace("_x000D_", "")


def _moment(value: date | time) -> str:
    if not isinstance(value, datetime):
        return value.isoformat()
    # The format keeps moments as fractions of a day: the last digits are noise.
    rounded = (value + timedelta(microseconds=500_000)).replace(microsecond=0)
    return rounded.date().isoformat() if rounded.time() == time() else rounded.isoformat()
