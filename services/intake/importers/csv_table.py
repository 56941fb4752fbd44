"""CSV as spreadsheets save it: UTF-8 with or without a byte order mark; commas, semicolons or tabs."""

import csv
import io
from collections.abc import Iterator
from typing import Final

from services.intake.domain.errors import Fault, UnreadableFile
from services.intake.importers.table import Refusal, Row, Table

_SEPARATORS: Final = ",;\t"
# Far above any answer: an answer that is too long is refused by its survey, in words that say so.
_LARGEST_CELL: Final = 10_000_000
_NEVER_CLOSED: Final = "unexpected end of data"


def read_csv(content: bytes) -> Table:
    """The rows of a CSV file with a line of column names on top.

    Raises UnreadableFile with its reason: not-utf-8, empty, columns-twice or quote-never-closed, and the line.
    """
    text = _decoded(content)
    first = text.split("\n", 1)[0]
    separator = max(_SEPARATORS, key=first.count)
    csv.field_size_limit(_LARGEST_CELL)
    found = list(_lines(text, separator))
    header = next((cells for _, cells in found if isinstance(cells, list)), [])
    columns = tuple(name.strip() for name in header)
    if not any(columns):
        raise UnreadableFile(reason="empty", line=1)
    if len(set(columns)) != len(columns):
        raise UnreadableFile(reason="columns-twice", line=1)
    body = [_row(columns, line, cells) for line, cells in found if cells is not header]
    return Table(
        columns,
        tuple(row for row in body if isinstance(row, Row)),
        tuple(row for row in body if isinstance(row, Refusal)),
    )


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(reason="not-utf-8", line=content.count(b"\n", 0, error.start) + 1) from None


def _lines(text: str, separator: str) -> Iterator[tuple[int, list[str] | Fault]]:
    """Each row with the line it begins on, or what is wrong with it; blank lines are passed over."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if str(error) == _NEVER_CLOSED:
                raise UnreadableFile(reason="quote-never-closed", line=line) from None
            yield line, Fault("broken-quotes")
            continue
        if any(cell.strip() for cell in cells):
            yield line, cells


def _row(columns: tuple[str, ...], line: int, cells: list[str] | Fault) -> Row | Refusal:
    if isinstance(cells, Fault):
        return Refusal(line, (cells,))
    if any(cell.strip() for cell in cells[len(columns) :]):
        return Refusal(line, (Fault("surplus-cells"),))
    return Row(line, dict(zip(columns, cells, strict=False)))
