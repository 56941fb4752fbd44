"""Uploaded files without a database, held to the contract of the real ones."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Self

from services.intake.application.import_desk import ImportDesk
from services.intake.application.import_ports import RefusedRow
from services.intake.domain.imports import Import, ImportState
from services.intake.importers.opening import open_export
from tests.support.fakes_intake import FakeStore, FakeUnit
from tests.support.import_shelf import ImportShelf

_BUSY = {ImportState.RUNNING, ImportState.WAITING}


class FakeImports:
    """The port Imports on a shelf."""

    def __init__(self, shelf: ImportShelf) -> None:
        self._shelf = shelf

    def add(self, new: Import, pieces: Iterator[bytes]) -> int:
        self._shelf.files[new.id] = list(pieces)
        size = sum(map(len, self._shelf.files[new.id]))
        self._shelf.jobs[new.id] = replace(new, size=size)
        return size

    def find(self, id_: str) -> Import | None:
        return self._shelf.jobs.get(id_)

    take = find

    def keep(self, changed: Import) -> None:
        self._shelf.jobs[changed.id] = changed

    def of_survey(self, slug: str, team_id: str) -> list[Import]:
        found = [job for job in self._shelf.jobs.values() if (job.survey, job.team_id) == (slug, team_id)]
        return sorted(found, key=lambda job: (-job.created_at.timestamp(), job.id))

    def claim(self, now: datetime) -> Import | None:
        ready = [job for job in self._shelf.jobs.values() if job.state is ImportState.WAITING or _is_silent(job, now)]
        return min(ready, key=lambda job: (job.created_at, job.id), default=None)

    def pieces(self, id_: str) -> Iterator[bytes]:
        return iter(self._shelf.files.get(id_, []))

    def forget_file(self, id_: str) -> None:
        self._shelf.files.pop(id_, None)

    def refuse(self, job: Import, rows: Sequence[RefusedRow]) -> None:
        self._shelf.refusals |= {(job.id, row.line): row for row in rows}

    def refusals(self, id_: str, after: int = 0, most: int | None = None) -> list[RefusedRow]:
        found = [row for (of, line), row in sorted(self._shelf.refusals.items()) if of == id_ and line > after]
        return found[:most]

    def forget(self, id_: str) -> None:
        self.forget_file(id_)
        self._shelf.jobs.pop(id_, None)
        for key in [key for key in self._shelf.refusals if key[0] == id_]:
            del self._shelf.refusals[key]

    def forget_before(self, before: datetime) -> int:
        old = [job.id for job in self._shelf.jobs.values() if job.created_at < before and job.state not in _BUSY]
        for id_ in old:
            self.forget(id_)
        return len(old)


def _is_silent(job: Import, now: datetime) -> bool:
    return job.state is ImportState.RUNNING and job.held_until is not None and job.held_until < now


class FakeImportUnit(FakeUnit):
    """The port ImportUnit."""

    def __enter__(self) -> Self:
        super().__enter__()
        self.imports = FakeImports(self._copy.uploads)
        return self


def import_desk(store: FakeStore) -> ImportDesk:
    """A desk of uploaded files on a store."""
    return ImportDesk(
        open_unit=lambda: FakeImportUnit(store),
        open_reading=lambda: FakeImportUnit(store),
        clock=store.clock,
        open_export=open_export,
    )
