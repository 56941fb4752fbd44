"""The worker takes uploaded files in, a few rows at a time, and goes on where another one stopped."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import islice

from services.intake.application.exported_before import ExportedBefore
from services.intake.application.import_desk import ImportDesk
from services.intake.application.import_ports import ImportUnit, RefusedRow
from services.intake.application.import_rows import batches, refusals_of
from services.intake.domain.errors import AlreadyWithdrawn, SurveyNotFound, UnreadableFile
from services.intake.domain.imports import Import, ImportState
from services.intake.importers.incoming import Source
from services.intake.importers.incoming_rows import Incoming
from services.intake.importers.table import Refusal

KEPT_FOR = timedelta(days=30)
_FAILED = "handling-failed"


def _sleep(seconds: float) -> bool:
    time.sleep(seconds)
    return False


def run_next(*, desk: ImportDesk, rest: Callable[[float], bool] = _sleep) -> bool:
    """Take one waiting file in as far as it goes; False when none waits. Raises StorageAway."""
    job = claim_next(desk=desk)
    if job is not None:
        take_in(job, desk=desk, rest=rest)
    return job is not None


def claim_next(*, desk: ImportDesk) -> Import | None:
    """Take the next waiting file in hand, None when none waits. Raises StorageAway."""
    with desk.open_unit() as unit:
        job = unit.imports.claim(desk.clock.now())
        if job is not None:
            unit.imports.keep(job.taken(desk.clock.now()))
            unit.commit()
    return job


def take_in(job: Import, *, desk: ImportDesk, rest: Callable[[float], bool] = _sleep) -> None:
    """Take a file in that is in hand, as far as it goes. Raises StorageAway; whatever else is raised comes of the file.

    Rows, refusals and how far it has come are one transaction: whoever goes on after a crash stores nothing twice and
    passes over nothing. `rest` is told how long a batch took, so that forms find the database free in between; it says
    whether the worker has to end, and leaves the file to the next one.
    """
    try:
        survey = desk.survey_of(job.survey, job.team_id)
        with desk.on_disk(job) as path:
            source = desk.source_for(job, path, survey)
            _counted(job, source, desk)
            _take_in(job, source, desk, rest)
    except (UnreadableFile, SurveyNotFound) as error:
        _end(job, ImportState.FAILED, desk, reason=str(error.details.get("reason", error.code)))


def halt(job: Import, *, desk: ImportDesk) -> None:
    """Stop a file in which something is wrong that nobody foresaw; a person may let it go on. Raises StorageAway."""
    with desk.open_unit() as unit:
        found = unit.imports.take(job.id)
        if found is not None and found.state is ImportState.RUNNING:
            unit.imports.keep(found.turned(ImportState.STOPPED, reason=_FAILED, held_until=None))
            unit.commit()


def forget_old(*, desk: ImportDesk) -> int:
    """Throw away files and reports that are a month old; how many."""
    with desk.open_unit() as unit:
        number = unit.imports.forget_before(desk.clock.now() - KEPT_FOR)
        unit.commit()
    return number


def _counted(job: Import, source: Source, desk: ImportDesk) -> None:
    """Go through the file once before anything is stored: a file that can't be read to its end is not begun."""
    rows = job.rows or source.count()
    with desk.open_unit() as unit:
        found = unit.imports.take(job.id)
        if found is not None and found.state is ImportState.RUNNING:
            unit.imports.keep(replace(found.taken(desk.clock.now()), rows=rows, headings=source.headings))
            unit.commit()


def _take_in(job: Import, source: Source, desk: ImportDesk, rest: Callable[[float], bool]) -> None:
    rows = source.rows()
    # Rows that were dealt with are read again, not stored again: equal rows are told apart by counting them.
    for _ in islice(rows, job.looked_at):
        pass
    done, before = job.looked_at, ExportedBefore.into(source, desk.open_reading())
    for batch in batches(rows):
        began = time.monotonic()
        if not _stored(replace(job, looked_at=done), batch, before, desk):
            return
        done += len(batch)
        if rest(time.monotonic() - began):
            _release(job, desk)
            return
    _end(job, ImportState.DONE, desk)


def _stored(job: Import, batch: Sequence[Incoming], before: ExportedBefore, desk: ImportDesk) -> bool:
    """Store a batch; False when somebody stopped the import, or another worker has it."""
    now = desk.clock.now()
    with desk.open_unit() as unit:
        found = unit.imports.take(job.id)
        if found is None or found.state is not ImportState.RUNNING or found.looked_at != job.looked_at:
            return False
        told = before.store(batch, unit=unit, at=now)
        refused = [_refused(row, refusal) for row, refusal in refusals_of(batch, told)]
        unit.imports.refuse(found, refused)
        unit.imports.keep(found.gone_on(now, stored=told.stored, known=told.known, refused=len(refused)))
        unit.commit()
    return True


def _refused(row: Incoming, refusal: Refusal) -> RefusedRow:
    """What is kept of a row; of words that were withdrawn nothing, wherever they come from."""
    withdrawn = any(fault.code == AlreadyWithdrawn.code for fault in refusal.faults)
    return RefusedRow(row.line, () if withdrawn else row.cells, refusal.faults)


def _release(job: Import, desk: ImportDesk) -> None:
    with desk.open_unit() as unit:
        if found := unit.imports.take(job.id):
            unit.imports.keep(found.released())
            unit.commit()


def _end(job: Import, state: ImportState, desk: ImportDesk, reason: str = "") -> None:
    with desk.open_unit() as unit:
        found = unit.imports.take(job.id)
        if found is not None and found.state is ImportState.RUNNING:
            _close(found, state, reason, unit, desk)
            unit.commit()


def _close(found: Import, state: ImportState, reason: str, unit: ImportUnit, desk: ImportDesk) -> None:
    changed = found.turned(state, reason=reason, held_until=None, ended_at=desk.clock.now())
    unit.imports.keep(replace(changed, rows=changed.looked_at) if state is ImportState.DONE else changed)
    unit.imports.forget_file(found.id)
