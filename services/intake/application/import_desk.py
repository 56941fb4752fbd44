"""What the entrypoints and the worker need to call the use cases of uploaded files, wired once by main."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from services.intake.application.import_ports import ImportReading, ImportUnit
from services.intake.domain.errors import SurveyNotFound
from services.intake.domain.imports import Import, ImportNotFound
from services.intake.domain.surveys import Survey
from services.intake.importers.incoming import Source, source_of
from services.intake.importers.reading import AUTO, Export
from shared.contracts.clock import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportDesk:
    """`open_unit` begins a transaction, `open_reading` a look that changes nothing.

    `open_export(path, preset, name)` recognises a file, and raises UnreadableFile.
    """

    open_unit: Callable[[], ImportUnit]
    open_reading: Callable[[], ImportReading]
    clock: Clock
    open_export: Callable[[Path, str, str], Export]

    def found(self, id_: str, team_id: str) -> Import:
        """The team's import of this id. Raises ImportNotFound."""
        with self.open_reading() as reading:
            return owned(reading.imports.find(id_), id_, team_id)

    def survey_of(self, slug: str, team_id: str) -> Survey:
        """The team's published survey of this slug, open or not. Raises SurveyNotFound."""
        with self.open_reading() as reading:
            survey = reading.surveys.find(slug)
            if survey is None or survey.team_id != team_id or reading.surveys.is_deleted(slug):
                raise SurveyNotFound(survey=slug)
            return survey

    @contextmanager
    def on_disk(self, job: Import) -> Iterator[Path]:
        """The file in a place from which it can be read row by row, as long as it is needed."""
        with tempfile.NamedTemporaryFile(prefix="adborth-import-") as file:
            with self.open_reading() as reading:
                for piece in reading.imports.pieces(job.id):
                    file.write(piece)
            file.flush()
            yield Path(file.name)

    def export_of(self, job: Import, path: Path) -> Export:
        """The file as the kind that it is read as. Raises UnreadableFile."""
        return self.open_export(path, job.preset or AUTO, job.name)

    def source_for(self, job: Import, path: Path, survey: Survey) -> Source:
        """The file as it comes into the survey. Raises UnreadableFile."""
        export = self.export_of(job, path)
        return source_of(export, survey, job.decisions, preset=job.preset, form_id=job.form_id)


def owned(found: Import | None, id_: str, team_id: str) -> Import:
    """An import that was found, if it is the team's. Raises ImportNotFound."""
    if found is None or found.team_id != team_id:
        raise ImportNotFound(**{"import": id_})
    return found
