"""The rows of our own table as cards, also those that were refused and come back mended."""

from collections.abc import Iterator
from itertools import islice

from services.intake.domain.errors import Fault, UnreadableFile
from services.intake.domain.surveys import Survey
from services.intake.importers.cards import Columns, OwnCards
from services.intake.importers.grid import Cells, Line
from services.intake.importers.incoming_rows import Incoming
from services.intake.importers.own_export import is_own_export, own_cell, own_columns
from services.intake.importers.reading import Export
from services.intake.importers.refused_table import REASON
from services.intake.importers.table import Refusal, Row, Table
from services.intake.importers.told import unguarded


def own_table(export: Export, survey: Survey) -> Table:
    """The columns alone. Raises UnreadableFile (columns-twice)."""
    columns = headings = _headings(export)
    if is_own_export(headings):
        columns = tuple(own_columns(headings, [question.key for question in survey.questions]))
    if len(set(columns)) != len(columns):
        raise UnreadableFile(reason="columns-twice", line=1)
    return Table(columns, ())


def own_rows(export: Export, survey: Survey) -> Iterator[Incoming]:
    """Each row, in the order of the file, as it is read from the disk."""
    table, headings = own_table(export, survey), _headings(export)
    reader = OwnCards(Columns.of(table, survey), survey)
    for line in islice(export.grid.lines(), 1, None):
        if line.fault is not None:
            yield Incoming(line.number, line.cells, Refusal(line.number, (line.fault,)))
        elif any(surplus.strip() for surplus in line.cells[len(table.columns) :]):
            yield Incoming(line.number, line.cells, Refusal(line.number, (Fault("surplus-cells"),)))
        else:
            yield Incoming(line.number, line.cells, reader.card(_own_row(line, table.columns, headings)))


def _headings(export: Export) -> tuple[str, ...]:
    return tuple(name.strip() for name in export.head.rows[0])


def _own_row(line: Line, columns: tuple[str, ...], headings: tuple[str, ...]) -> Row:
    """The row as it was before it was written into a table for people, without the reason why it was refused."""
    cells = dict(zip(columns, _as_given(line.cells, headings), strict=False))
    cells.pop(REASON, None)
    return Row(line.number, cells)


def _as_given(cells: Cells, headings: tuple[str, ...]) -> Cells:
    if is_own_export(headings):
        return tuple(own_cell(name, cell) for name, cell in zip(headings, cells, strict=False))
    return tuple(map(unguarded, cells)) if REASON in headings else cells
