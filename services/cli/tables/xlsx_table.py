"""Excel workbooks in and out: the first sheet, headings in its first row; nothing is ever written as a formula."""

import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import openpyxl
import xlsxwriter
from openpyxl.utils.exceptions import InvalidFileException

from services.cli.tables.coded_row import HEADINGS, CodedRow
from services.cli.tables.errors import TableError
from shared.codebooks.codebook import Codebook

_MOST_ROWS: Final = 1_048_575  # a sheet's rows less the headings
_LONGEST_CELL: Final = 32_767  # characters that Excel keeps
_WIDTHS: Final = (12, 28, 60, 32, 22, 14, 48, 18, 34)
_OPTIONS: Final = {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": True}


def read_xlsx(path: Path) -> Iterator[dict[str, str]]:
    """The rows of the first sheet by heading, values as text; raises TableError when it is no workbook."""
    try:
        workbook = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise TableError(path, "cannot be read as an Excel workbook (.xlsx)") from error
    try:
        rows = workbook.worksheets[0].iter_rows(values_only=True)
        headings = [_text(value) for value in next(rows, ())]
        for row in rows:
            cells = [_text(value) for value in row]
            if any(cells):
                yield {name: cell for name, cell in zip(headings, cells, strict=False) if name}
    finally:
        workbook.close()


def write_xlsx(path: Path, rows: Iterable[CodedRow], _codebook: Codebook) -> None:
    """One row an answer under frozen headings; raises TableError when a sheet cannot hold so many."""
    with xlsxwriter.Workbook(str(path), _OPTIONS) as workbook:
        sheet = workbook.add_worksheet("codings")
        wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width, wrapped)
        sheet.freeze_panes(1, 1)
        sheet.write_row(0, 0, HEADINGS, workbook.add_format({"bold": True}))
        for number, row in enumerate(rows, start=1):
            if number > _MOST_ROWS:
                raise TableError(path, f"a sheet holds {_MOST_ROWS:,} rows at most; write .csv or .jsonl instead")
            for column, cell in enumerate(row.as_cells()):
                sheet.write_string(number, column, _fitting(cell), wrapped)


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _fitting(cell: str) -> str:
    return cell if len(cell) <= _LONGEST_CELL else cell[: _LONGEST_CELL - 1] + "…"
