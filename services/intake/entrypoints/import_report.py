"""The table of the rows that an upload refused, drawn up as it is sent."""

from collections.abc import Iterator

from services.intake.application.import_desk import ImportDesk
from services.intake.domain.imports import Import
from services.intake.domain.surveys import Survey
from services.intake.entrypoints.import_words import told_faults
from services.intake.importers.refused_table import refused_table

_AT_ONCE = 500


def refused_pieces(job: Import, survey: Survey, language: str, desk: ImportDesk) -> Iterator[str]:
    """The table as CSV, piece by piece; the words for reasons are in the language."""
    return refused_table(job.headings, _rows(job, survey, language, desk))


def _rows(job: Import, survey: Survey, language: str, desk: ImportDesk) -> Iterator[tuple[tuple[str, ...], str]]:
    after = 0
    while True:
        with desk.open_reading() as reading:
            found = reading.imports.refusals(job.id, after, _AT_ONCE)
        if not found:
            return
        yield from ((row.cells, told_faults(row.faults, survey, language)) for row in found)
        after = found[-1].line
