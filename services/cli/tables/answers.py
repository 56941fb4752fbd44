"""Reads answers out of a table by the names of its columns."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from services.analysis.domain.codings import Answer
from services.cli.tables.errors import TableError
from services.cli.tables.registry import reader_for


@dataclass(frozen=True)
class Columns:
    """The columns of the table that are read."""

    text: str
    question: str | None
    id: str | None

    def check(self, path: Path, given: list[str]) -> None:
        """Raise TableError when the table lacks a column, naming those there are."""
        for name in (self.text, self.question, self.id):
            if name is not None and name not in given:
                raise TableError(path, f"there is no column '{name}'; there are: {', '.join(given)}")

    def answer(self, row: dict[str, str]) -> Answer:
        """The answer in a row; a cell that is not there is empty."""
        return Answer(row.get(self.text, ""), row.get(self.question, "") if self.question else "")


def answers_in(source: Path) -> list[Answer]:
    """The answers of a table with a column `text` and perhaps `question`; raises TableError as `rows_of` does."""
    columns = Columns("text", "question", None)
    return [columns.answer(row) for row in rows_of(source, Columns("text", None, None))]


def rows_of(source: Path, columns: Columns) -> Iterator[dict[str, str]]:
    """The rows of a table, one after another; raises TableError when it is empty or lacks a column."""
    rows = reader_for(source)(source)
    first = next(rows, None)
    if first is None:
        raise TableError(source, "holds no rows")
    columns.check(source, list(first))
    return itertools.chain([first], rows)
