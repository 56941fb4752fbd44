"""Workbooks (.xlsx): a sheet row by row (the first that holds anything), bounded in what it may unpack to."""

import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from services.intake.domain.errors import UnreadableFile
from services.intake.importers.grid import Line
from services.intake.importers.sheets import first_filled

_LARGEST: Final = 512_000_000
_MOST_PARTS: Final = 2_000
# Shared words are held in memory while a workbook is read, so they are bounded more tightly than its rows.
_LARGEST_WORDS: Final = 64_000_000
_WORDS: Final = "xl/sharedStrings.xml"
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
            for number, cells in first_filled(book):
                yield Line(number, cells)


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
