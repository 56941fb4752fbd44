"""Rows of text as survey tools and spreadsheets save them: any usual encoding, and `,` `;` tab or `|` between cells."""

import csv
import io
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final, TextIO

from services.intake.domain.errors import Fault, UnreadableFile
from services.intake.importers.decoding import encoding_of
from services.intake.importers.grid import Line

_SEPARATORS: Final = ",;\t|"
_LARGEST_CELL: Final = 10_000_000
_SAMPLE: Final = 65_536
_SAMPLE_ROWS: Final = 12
_NEVER_CLOSED: Final = "unexpected end of data"
# Excel writes and obeys a first line such as `sep=;`.
_HINT: Final = "sep="


class SeparatedText:
    """A file of separated text. Raises UnreadableFile: undecodable, or quote-never-closed with its line."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._encoding = encoding_of(path)
        with self._open() as text:
            sample = _read(text, _SAMPLE)
        self._hinted = sample[: len(_HINT)].lower() == _HINT
        self.separator = sample[len(_HINT)] if self._hinted and len(sample) > len(_HINT) else separator_of(sample)

    def lines(self) -> Iterator[Line]:
        """The rows in which anything stands, as they are read from the disk."""
        csv.field_size_limit(_LARGEST_CELL)
        with self._open() as text:
            if self._hinted:
                text.readline()
            yield from _rows(text, self.separator, 1 if self._hinted else 0)

    def _open(self) -> TextIO:
        return self._path.open(encoding=self._encoding, newline="")


def separator_of(sample: str) -> str:
    """The separator that cuts the first rows into the most cells, all rows into equally many."""
    return max(_SEPARATORS, key=lambda separator: _regularity(sample, separator))


def _regularity(sample: str, separator: str) -> tuple[int, int]:
    """How many of the first rows are as wide as the first one, and how wide that is.

    Under a single heading the separator is best that leaves every row whole: commas there are commas of a sentence.
    """
    rows = list(islice(_cells(sample, separator), _SAMPLE_ROWS))
    widths = [len(row) for row in rows if row]
    if not widths or widths[0] < 2:
        return (0, sum(width == 1 for width in widths))
    return (sum(width == widths[0] for width in widths) * 10 // len(widths), widths[0])


def _cells(sample: str, separator: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=separator)
    try:
        yield from reader
    except csv.Error:
        return


def _read(text: TextIO, characters: int) -> str:
    try:
        return text.read(characters)
    except UnicodeError:
        raise UnreadableFile(reason="undecodable", line=1) from None


def _rows(text: TextIO, separator: str, before: int) -> Iterator[Line]:
    reader = csv.reader(text, delimiter=separator, strict=True)
    while True:
        number = reader.line_num + 1 + before
        try:
            cells = next(reader)
        except StopIteration:
            return
        except UnicodeError:
            raise UnreadableFile(reason="undecodable", line=number) from None
        except csv.Error as error:
            if str(error) == _NEVER_CLOSED:
                raise UnreadableFile(reason="quote-never-closed", line=number) from None
            yield Line(number, fault=Fault("broken-quotes"))
            continue
        if any(cell.strip() for cell in cells):
            yield Line(number, tuple(cells))
