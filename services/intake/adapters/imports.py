"""Where uploaded files, and how far they have come, are kept."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, delete, insert, or_, select

from services.intake.adapters.import_tables import IMPORT_PIECES, IMPORT_REFUSALS, IMPORTS
from services.intake.application.import_ports import RefusedRow
from services.intake.domain.errors import Fault
from services.intake.domain.imports import Import, ImportState
from shared.database.upserts import upsert

_IMPORT = IMPORTS.c
_PIECE = IMPORT_PIECES.c
_REFUSAL = IMPORT_REFUSALS.c
_PARTS = ((IMPORT_PIECES, _PIECE.import_id), (IMPORT_REFUSALS, _REFUSAL.import_id))


class SqlImports:
    """Implements the port Imports."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, new: Import, pieces: Iterator[bytes]) -> int:
        """Keep a file, piece by piece; how many bytes it has."""
        size = 0
        for number, content in enumerate(pieces):
            size += len(content)
            piece = {"import_id": new.id, "number": number, "team_id": new.team_id, "content": content}
            self._connection.execute(insert(IMPORT_PIECES), [piece])
        self._connection.execute(insert(IMPORTS), [_row(new) | {"size": size}])
        return size

    def find(self, id_: str) -> Import | None:
        """The import of this id, None when there is none."""
        return self._one(select(IMPORTS).where(_IMPORT.id == id_))

    def take(self, id_: str) -> Import | None:
        """The same, and until this transaction ends nobody else takes it."""
        return self._one(select(IMPORTS).where(_IMPORT.id == id_).with_for_update())

    def keep(self, changed: Import) -> None:
        """Keep it as it is now."""
        upsert(self._connection, IMPORTS, [_row(changed)])

    def of_survey(self, slug: str, team_id: str) -> list[Import]:
        """A survey's imports, the newest first."""
        wanted = select(IMPORTS).where(_IMPORT.survey == slug, _IMPORT.team_id == team_id)
        found = self._connection.execute(wanted.order_by(_IMPORT.created_at.desc(), _IMPORT.id))
        return [_import(row._asdict()) for row in found]

    def claim(self, now: datetime) -> Import | None:
        """The oldest that waits for a worker, or whose worker fell silent; nobody else takes it meanwhile."""
        silent = and_(_IMPORT.state == ImportState.RUNNING.value, _IMPORT.held_until < now)
        wanted = select(IMPORTS).where(or_(_IMPORT.state == ImportState.WAITING.value, silent))
        oldest = wanted.order_by(_IMPORT.created_at, _IMPORT.id).limit(1)
        return self._one(oldest.with_for_update(skip_locked=True))

    def pieces(self, id_: str) -> Iterator[bytes]:
        """The file's bytes, piece by piece."""
        number = 0
        while True:
            wanted = select(_PIECE.content).where(_PIECE.import_id == id_, _PIECE.number == number)
            content = self._connection.execute(wanted).scalar_one_or_none()
            if content is None:
                return
            yield bytes(content)
            number += 1

    def forget_file(self, id_: str) -> None:
        """Throw the file's bytes away."""
        self._connection.execute(delete(IMPORT_PIECES).where(_PIECE.import_id == id_))

    def refuse(self, job: Import, rows: Sequence[RefusedRow]) -> None:
        """Keep rows that were not stored."""
        upsert(self._connection, IMPORT_REFUSALS, [_refusal_row(job, row) for row in rows])

    def refusals(self, id_: str, after: int = 0, most: int | None = None) -> list[RefusedRow]:
        """The rows that were not stored, by line; at most so many behind a line."""
        wanted = select(IMPORT_REFUSALS).where(_REFUSAL.import_id == id_, _REFUSAL.line > after)
        found = self._connection.execute(wanted.order_by(_REFUSAL.line).limit(most))
        return [_refusal(row._asdict()) for row in found]

    def forget(self, id_: str) -> None:
        """Throw an import away with all that belongs to it; what was stored stays."""
        for table, column in _PARTS:
            self._connection.execute(delete(table).where(column == id_))
        self._connection.execute(delete(IMPORTS).where(_IMPORT.id == id_))

    def forget_before(self, before: datetime) -> int:
        """Throw away what was uploaded before then; how many imports these were."""
        running = _IMPORT.state.in_((ImportState.RUNNING.value, ImportState.WAITING.value))
        wanted = select(_IMPORT.id).where(_IMPORT.created_at < before, ~running)
        old = list(self._connection.execute(wanted).scalars())
        for id_ in old:
            self.forget(id_)
        return len(old)

    def _one(self, wanted: Any) -> Import | None:
        row = self._connection.execute(wanted).one_or_none()
        return _import(row._asdict()) if row else None


def forget_imports_of(connection: Connection, slug: str) -> None:
    """Throw away everything that was uploaded for a survey."""
    ids = select(_IMPORT.id).where(_IMPORT.survey == slug)
    for table, column in _PARTS:
        connection.execute(delete(table).where(column.in_(ids)))
    connection.execute(delete(IMPORTS).where(_IMPORT.survey == slug))


def _row(job: Import) -> dict[str, Any]:
    row = {column.name: getattr(job, column.name) for column in _IMPORT}
    return row | {
        "state": job.state.value,
        "decisions": dict(job.decisions),
        "headings": json.dumps(job.headings),
    }


def _import(row: dict[str, Any]) -> Import:
    headings = tuple(tuple(cells) for cells in json.loads(row["headings"]))
    return Import(**row | {"state": ImportState(row["state"]), "headings": headings})


def _refusal_row(job: Import, row: RefusedRow) -> dict[str, Any]:
    faults = [{"code": fault.code, "question": fault.question, "details": fault.details} for fault in row.faults]
    cells = json.dumps(row.cells)
    return {"import_id": job.id, "line": row.line, "team_id": job.team_id, "cells": cells, "faults": faults}


def _refusal(row: dict[str, Any]) -> RefusedRow:
    faults = tuple(Fault(each["code"], each["question"], each["details"]) for each in row["faults"])
    return RefusedRow(row["line"], tuple(json.loads(row["cells"])), faults)
