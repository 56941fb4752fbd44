"""A team uploads a file, says what its columns are, starts it, stops it, goes on, or throws it away."""

import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from services.intake.application.import_desk import ImportDesk, owned
from services.intake.domain.errors import UnreadableFile
from services.intake.domain.imports import MEGABYTE, MOST_MEGABYTES, FileTooLarge, Import, ImportNotReady
from services.intake.domain.imports import ImportState as State
from services.intake.domain.mappings import QuestionMapping
from services.intake.domain.survey_changes import Author
from services.intake.importers.incoming import Source, guessed, source_of
from services.intake.importers.layout import Asked
from services.intake.importers.reading import Export, ReadRow

_SHOWN_ROWS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """What is uploaded: a file by its name and its bytes, and as what it shall be read."""

    survey: str
    name: str
    pieces: Iterator[bytes]
    preset: str = "auto"
    form_id: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """A file as it would come in: the first rows by their questions, and why it can't where it can't."""

    export: Export | None = None
    source: Source | None = None
    mapping: QuestionMapping = QuestionMapping()
    rows: tuple[ReadRow, ...] = ()
    reason: str = ""

    @property
    def asked(self) -> tuple[Asked, ...]:
        """Their questions, in the order of the file."""
        return self.export.layout.questions if self.export else ()

    def told(self, asked: Asked) -> list[str]:
        """The first answers to one of them."""
        found = [asked.told(row.cells) for row in self.rows]
        return [text for text in found if text]


def upload_file(upload: Upload, *, author: Author, desk: ImportDesk) -> Import:
    """Keep a file until somebody says what its columns are. Raises SurveyNotFound, FileTooLarge, StorageAway."""
    survey = desk.survey_of(upload.survey, author.team_id)
    new = Import(
        id=str(uuid.uuid4()),
        team_id=survey.team_id,
        survey=survey.slug,
        name=upload.name,
        size=0,
        created_at=desk.clock.now(),
        created_by=author.id,
        by_name=author.name,
        preset=upload.preset,
        form_id=upload.form_id,
    )
    with desk.open_unit() as unit:
        size = unit.imports.add(new, _bounded(upload.pieces))
        unit.commit()
    return replace(new, size=size)


def preview(job: Import, *, desk: ImportDesk) -> Preview:
    """The beginning of a file as it would come in. Raises SurveyNotFound."""
    survey = desk.survey_of(job.survey, job.team_id)
    with desk.on_disk(job) as path:
        found = Preview()
        try:
            export = desk.export_of(job, path)
            rows = tuple(row for row, _ in zip(export.rows(), range(_SHOWN_ROWS), strict=False))
            found = Preview(export, None, guessed(export, survey), rows)
            source = source_of(export, survey, job.decisions, preset=job.preset, form_id=job.form_id)
        except UnreadableFile as error:
            return replace(found, reason=str(error.details["reason"]))
    return replace(found, source=source, mapping=source.mapping if not source.own else found.mapping)


def read_as(id_: str, preset: str, *, author: Author, desk: ImportDesk) -> Import:
    """Take the file for another kind; what was decided about its columns is forgotten. Raises ImportNotReady."""
    return _change(id_, lambda job: replace(_in(State.CHOSEN, job), preset=preset, decisions={}), author, desk)


def start(
    id_: str, decisions: Mapping[str, str], *, author: Author, desk: ImportDesk, form_id: str | None = None
) -> Import:
    """Let the import run, with a person's decisions about columns. Raises ImportNotFound, ImportNotReady."""

    def begin(job: Import) -> Import:
        told = job.form_id if form_id is None else form_id
        return _in(State.CHOSEN, job).turned(State.WAITING, decisions={**job.decisions, **decisions}, form_id=told)

    return _change(id_, begin, author, desk)


def stop(id_: str, *, author: Author, desk: ImportDesk) -> Import:
    """Stop after the rows that are being stored. Raises ImportNotFound, ImportNotReady."""
    return _change(id_, lambda job: job.turned(State.STOPPED, held_until=None), author, desk)


def resume(id_: str, *, author: Author, desk: ImportDesk) -> Import:
    """Go on where it was stopped. Raises ImportNotFound, ImportNotReady."""
    return _change(id_, lambda job: _in(State.STOPPED, job).turned(State.WAITING, reason=""), author, desk)


def throw_away(id_: str, *, author: Author, desk: ImportDesk) -> None:
    """Forget the file and its report; what was stored stays. Raises ImportNotFound, ImportNotReady while it runs."""
    with desk.open_unit() as unit:
        job = owned(unit.imports.take(id_), id_, author.team_id)
        if job.state in {State.RUNNING, State.WAITING}:
            raise ImportNotReady(state=job.state.value)
        unit.imports.forget(id_)
        unit.commit()


def _change(id_: str, change: Callable[[Import], Import], author: Author, desk: ImportDesk) -> Import:
    with desk.open_unit() as unit:
        changed = change(owned(unit.imports.take(id_), id_, author.team_id))
        unit.imports.keep(changed)
        unit.commit()
    return changed


def _in(state: State, job: Import) -> Import:
    if job.state is not state:
        raise ImportNotReady(state=job.state.value)
    return job


def _bounded(pieces: Iterator[bytes]) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > MOST_MEGABYTES * MEGABYTE:
            raise FileTooLarge(most=MOST_MEGABYTES)
        yield piece
