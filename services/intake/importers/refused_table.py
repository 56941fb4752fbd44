"""The rows that were refused as a table: as they stood in the file, with the reason behind them, to be mended."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

REASON: Final = "adborth: reason"
"""The heading of the reasons; an import passes over the column."""
_FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r")
_MARK: Final = "\ufeff"


def refused_table(headings: Sequence[Sequence[str]], rows: Iterable[tuple[Sequence[str], str]]) -> Iterator[str]:
    """The table as CSV, piece by piece: the file's own headings, then each row's cells and its reason."""
    width = max((len(cells) for cells in headings), default=0)
    yield _MARK
    for number, cells in enumerate(headings):
        yield refused_line(cells, width, "" if number else REASON)
    for cells, reason in rows:
        yield refused_line(cells, width, reason)


def refused_line(cells: Sequence[str], width: int, reason: str) -> str:
    """One row of it, as wide as the headings are."""
    padded = [*map(_guarded, cells), *[""] * (width - len(cells)), reason]
    written = io.StringIO()
    csv.writer(written).writerow(padded)
    return written.getvalue()


def _guarded(cell: str) -> str:
    """No spreadsheet shall take what somebody wrote for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULAS) else cell
