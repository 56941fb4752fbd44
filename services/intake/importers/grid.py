"""A file as lines of cells, told one after the other: what separated texts and workbooks have in common."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from services.intake.domain.errors import Fault

Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One row: the line it begins on (the first line is 1) and its cells, or what is wrong with it."""

    number: int
    cells: Cells = ()
    fault: Fault | None = None


class Grid(Protocol):
    """A file that can be gone through from its beginning, as often as wanted, without being held in memory."""

    def lines(self) -> Iterator[Line]:
        """The rows in which anything stands. Raises UnreadableFile."""
        ...


def cell(cells: Cells, at: int | None) -> str:
    """The trimmed text of a cell; nothing beyond the end of a short row, or where there is no such column."""
    return cells[at].strip() if at is not None and 0 <= at < len(cells) else ""


def plain(heading: str) -> str:
    """A heading as one compares and keeps it: one blank for every kind of blanks, none at the ends, no NUL."""
    return " ".join(heading.replace("\ufeff", "").replace("\0", "").split())
