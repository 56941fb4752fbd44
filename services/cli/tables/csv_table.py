"""CSV in and out: guesses comma, semicolon or tab, and writes no cell that a spreadsheet would run as a formula."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from services.cli.tables.coded_row import HEADINGS, CodedRow
from services.cli.tables.errors import TableError
from shared.codebooks.codebook import Codebook

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
_LONGEST_FIELD: Final = 1_000_000  # characters


def read_csv(path: Path) -> Iterator[dict[str, str]]:
    """The rows by heading; raises TableError naming the line that cannot be read."""
    csv.field_size_limit(_LONGEST_FIELD)
    encoding = _encoding(path)
    with path.open(encoding=encoding, newline="") as lines:
        line = 1
        try:
            delimiter = max(",;\t", key=lines.readline().count)
            lines.seek(0)
            reader = csv.DictReader(lines, delimiter=delimiter, restval="")
            for row in reader:
                line = reader.line_num
                yield {name: value for name, value in row.items() if name is not None}
        except UnicodeError as error:
            problem = f"is not {encoding.removesuffix('-sig').upper()} text (after line {line}); save it as CSV UTF-8"
            raise TableError(path, problem) from error
        except csv.Error as error:
            raise TableError(path, f"cannot be read as CSV after line {line} ({error})") from error


def write_csv(path: Path, rows: Iterable[CodedRow], _codebook: Codebook) -> None:
    """One row an answer, UTF-8 with a byte order mark, so that spreadsheets show ŵ and ŷ."""
    with path.open("w", encoding="utf-8-sig", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(HEADINGS)
        for row in rows:
            writer.writerow([_harmless(cell) for cell in row.as_cells()])


def _encoding(path: Path) -> str:
    with path.open("rb") as content:
        start = content.read(2)
    return "utf-16" if start in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell
