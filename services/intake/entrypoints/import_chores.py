"""Uploaded files are taken in by the worker, one after the other, and thrown away a month later."""

from collections.abc import Mapping
from contextlib import suppress
from threading import Event
from typing import Final

from services.intake.application.import_desk import ImportDesk
from services.intake.application.run_imports import forget_old, run_next
from services.intake.domain.errors import StorageAway
from shared.observability.logs import get_logger
from shared.outbox.chores import every
from shared.outbox.worker import Loop

_LOOK_EVERY_S: Final = 1
_TIDY_EVERY_S: Final = 3_600
# After a batch the database is left to others for as long as the batch took.
_SHORTEST_REST_S: Final = 0.005


log = get_logger(__name__)


def _note(error: Exception) -> None:
    log.error("an upload could not be taken in", error=type(error).__name__)


def import_chores(desk: ImportDesk) -> Mapping[str, Loop]:
    """The loops, by name."""

    def take_in(stop: Event) -> None:
        def rest(seconds: float) -> bool:
            return stop.wait(max(seconds, _SHORTEST_REST_S))

        while not stop.wait(_LOOK_EVERY_S):
            # A database that is away is no reason to stop: the file is gone on with where it stands.
            with suppress(StorageAway):
                while not stop.is_set() and run_next(desk=desk, rest=rest, note=_note):
                    pass

    def tidy() -> None:
        with suppress(StorageAway):
            forget_old(desk=desk)

    return {"imports": take_in, "old imports": every(_TIDY_EVERY_S, tidy)}
