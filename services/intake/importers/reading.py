"""Any export as responses: the preset is chosen, then rows are read as they come from the disk."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from services.intake.domain.errors import Fault, UnreadableFile
from services.intake.domain.foreign_responses import ForeignAnswer, ForeignResponse
from services.intake.importers.clocks import moment
from services.intake.importers.grid import Cells, Grid, Line, cell
from services.intake.importers.layout import Head, Layout, Preset, language_code
from services.intake.importers.presets import PRESETS
from services.intake.importers.refused_table import REASON

AUTO: Final = "auto"
_SAMPLE_ROWS: Final = 200


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row with the line it begins on: the response that it is, or what is wrong with it."""

    line: int
    cells: Cells
    response: ForeignResponse | None = None
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class Export:
    """An export, recognised and not yet read. It can be gone through as often as wanted."""

    preset: Preset
    head: Head
    layout: Layout
    grid: Grid

    def rows(self) -> Iterator[ReadRow]:
        """Its rows in their order; tests and previews, which the tool itself marks, are passed over."""
        lines = iter(self.grid.lines())
        for _ in islice(lines, self.layout.headers):
            pass
        width = max((len(row) for row in self.head.rows[: self.layout.headers]), default=0)
        for line in lines:
            if line.fault is not None or self.layout.kept(line.cells):
                yield _read(line, self.layout, width)

    def count(self) -> int:
        """How many rows there are. Raises UnreadableFile where going through the file does."""
        return sum(1 for _ in self.rows())


def recognised(grid: Grid, preset: str, name: str) -> Export:
    """A file's rows as the export of a tool; `name` is what the file was called.

    Raises UnreadableFile: unknown-preset, empty, no-questions, or what its kind raises.
    """
    rows = [line.cells for line in islice(grid.lines(), _SAMPLE_ROWS) if line.fault is None]
    if not rows:
        raise UnreadableFile(reason="empty", line=1)
    head = Head(name, tuple(rows))
    chosen = _chosen(head, preset)
    layout = _without_reasons(chosen.layout(head))
    if not layout.questions:
        raise UnreadableFile(reason="no-questions", columns=list(head.headings))
    return Export(chosen, head, layout, grid)


def _without_reasons(layout: Layout) -> Layout:
    """Refused rows that come back mended still say why they were refused."""
    return replace(layout, questions=tuple(asked for asked in layout.questions if asked.label != REASON))


def _chosen(head: Head, preset: str) -> Preset:
    if preset == AUTO:
        return max(PRESETS.values(), key=lambda each: each.recognises(head))
    if preset not in PRESETS:
        raise UnreadableFile(reason="unknown-preset", presets=list(PRESETS))
    return PRESETS[preset]


def _read(line: Line, layout: Layout, width: int) -> ReadRow:
    if line.fault is not None:
        return ReadRow(line.number, line.cells, fault=line.fault)
    if any(surplus.strip() for surplus in line.cells[width:]):
        return ReadRow(line.number, line.cells, fault=Fault("surplus-cells"))
    return ReadRow(line.number, line.cells, _response(line.cells, layout))


def _response(cells: Cells, layout: Layout) -> ForeignResponse:
    answers = [ForeignAnswer(ref=asked.ref, label=asked.label, answer=asked.told(cells)) for asked in layout.questions]
    return ForeignResponse(
        id=cell(cells, layout.id_at),
        form_id=cell(cells, layout.form_at) or layout.form_id,
        submitted_at=moment(cell(cells, layout.time_at), day_first=layout.day_first),
        completed=layout.completed(cells),
        language=language_code(cell(cells, layout.language_at)),
        answers=tuple(answer for answer in answers if answer.answer),
    )
