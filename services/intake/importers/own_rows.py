"""The rows of our own table as cards, also those that were refused and come back mended."""

from collections.abc import Iterator
from itertools import islice

from services.intake.domain.errors import Fault, UnreadableFile
from services.intake.domain.surveys import Survey
from services.intake.importers.cards import Columns, OwnCards
from services.intake.importers.grid import Line
from services.intake.importers.incoming_rows import Incoming
from services.intake.importers.reading import Export
from services.intake.importers.refused_table import REASON
from services.intake.importers.table import Refusal, Row, Table
from services.intake.importers.told import unguarded


def own_table(export: Export) -> Table:
    """The columns alone. Raises UnreadableFile (columns-twice)."""
    columns = tuple(name.strip() for name in export.head.rows[0])
    if len(set(columns)) != len(columns):
        raise UnreadableFile(reason="columns-twice", line=1)
    return Table(columns, ())


def own_rows(export: Export, survey: Survey) -> Iterator[Incoming]:
    """Each row, in the order of the file, as it is read from the disk."""
    table = own_table(export)
    reader = OwnCards(Columns.of(table, survey), survey)
    for line in islice(export.grid.lines(), 1, None):
        if line.fault is not None:
            yield Incoming(line.number, line.cells, Refusal(line.number, (line.fault,)))
        elif any(surplus.strip() for surplus in line.cells[len(table.columns) :]):
            yield Incoming(line.number, line.cells, Refusal(line.number, (Fault("surplus-cells"),)))
        else:
            yield Incoming(line.number, line.cells, reader.card(_own_row(line, table.columns)))


def _own_row(line: Line, columns: tuple[str, ...]) -> Row:
    cells = dict(zip(columns, line.cells, strict=False))
    if REASON not in columns:
        return Row(line.number, cells)
    # Refused rows come back mended: as they were before they were written into a table for people.
    return Row(line.number, {name: unguarded(cell) for name, cell in cells.items() if name != REASON})
