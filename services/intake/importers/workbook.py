"""Workbooks (.xlsx): a sheet row by row (the first that holds anything), bounded in what it may unpack to."""

import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from services.intake.domain.errors import UnreadableFile
from services.intake.importers.grid import Cells, Line
from services.intake.importers.own_export import is_own_export

_LARGEST: Final = 512_000_000
_MOST_PARTS: Final = 2_000
# Shared words are held in memory while a workbook is read, so they are bounded more tightly than its rows.
_LARGEST_WORDS: Final = 64_000_000
_WORDS: Final = "xl/sharedStrings.xml"
_MOST_ROWS: Final = 1_048_576
# What a compressor can do to rows of cells; what lies far beyond was made to fill a disk or a memory.
_STEEPEST: Final = 400
_HARMLESS: Final = 10_000_000
_PROLOGUE: Final = 65_536
_ROOT: Final = re.compile(rb"<[A-Za-z]")
_BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, struct.error, InvalidFileException, SyntaxError, LookupError, ValueError, TypeError,
    AttributeError, ArithmeticError, EOFError, OSError, RuntimeError,
)  # fmt: skip


class Workbook:
    """A workbook. Raises UnreadableFile: broken-workbook, workbook-too-large or workbook-with-entities."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            with zipfile.ZipFile(path) as packed:
                _check(packed)
        except _BROKEN:
            raise UnreadableFile(reason="broken-workbook") from None

    def lines(self) -> Iterator[Line]:
        """The rows of the first sheet that holds anything; of formulas what they came to."""
        try:
            yield from self._lines()
        except _BROKEN:
            raise UnreadableFile(reason="broken-workbook") from None

    def _lines(self) -> Iterator[Line]:
        with warnings.catch_warnings():
            # Workbooks hold styles and validations that openpyxl passes over: they do not concern the cells.
            warnings.simplefilter("ignore", UserWarning)
            book = openpyxl.load_workbook(self._path, read_only=True, data_only=True, keep_links=False)
        with closing(book):
            for number, cells in _first_filled(book):
                yield Line(number, cells)


def _first_filled(book: openpyxl.Workbook) -> Iterator[tuple[int, Cells]]:
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


def _check(packed: zipfile.ZipFile) -> None:
    parts = packed.infolist()
    sizes = [part.file_size for part in parts]
    words = next((part.file_size for part in parts if part.filename == _WORDS), 0)
    steep = any(p.file_size > _HARMLESS and p.file_size > _STEEPEST * max(1, p.compress_size) for p in parts)
    if len(parts) > _MOST_PARTS or sum(sizes) > _LARGEST or words > _LARGEST_WORDS or steep:
        raise UnreadableFile(reason="workbook-too-large")
    if not any(part.filename == "[Content_Types].xml" for part in parts):
        raise UnreadableFile(reason="broken-workbook")
    for part in parts:
        if part.filename.endswith((".xml", ".rels")) and not _is_plain(packed, part):
            raise UnreadableFile(reason="workbook-with-entities")


def _is_plain(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether a part begins its contents at once: a document type, the home of entities, stands before the root."""
    with packed.open(part) as opened:
        head = opened.read(_PROLOGUE).replace(b"\0", b"")
    root = _ROOT.search(head)
    return not head or (root is not None and b"<!" not in head[: root.start()].replace(b"<!--", b""))


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
