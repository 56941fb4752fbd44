"""A file as rows with line numbers, whatever its format was."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.intake.domain.errors import Fault


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line it begins on (the first line is 1) and its cells by column."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that was not stored, and everything that is wrong with it."""

    line: int
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """All rows of a file; `refused` are those that could not even be read."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    refused: tuple[Refusal, ...] = ()
