"""Uploaded files are taken in by the worker, one after the other, and thrown away a month later."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from threading import Event
from typing import Final

from services.intake.application.import_desk import ImportDesk
from services.intake.application.run_imports import claim_next, forget_old, halt, take_in
from services.intake.domain.errors import StorageAway
from shared.observability.logs import get_logger
from shared.outbox.chores import every
from shared.outbox.worker import Loop

_LOOK_EVERY_S: Final = 1
_TIDY_EVERY_S: Final = 3_600
# After a batch the database is left to others for as long as the batch took.
_SHORTEST_REST_S: Final = 0.005


log = get_logger(__name__)


def import_chores(desk: ImportDesk) -> Mapping[str, Loop]:
    """The loops, by name."""

    def look(stop: Event) -> None:
        def rest(seconds: float) -> bool:
            return stop.wait(max(seconds, _SHORTEST_REST_S))

        while not stop.wait(_LOOK_EVERY_S):
            # A database that is away is no reason to stop: the file is gone on with where it stands.
            with suppress(StorageAway):
                while not stop.is_set() and _taken_in(desk, rest):
                    pass

    def tidy() -> None:
        with suppress(StorageAway):
            forget_old(desk=desk)

    return {"imports": look, "old imports": every(_TIDY_EVERY_S, tidy)}


def _taken_in(desk: ImportDesk, rest: Callable[[float], bool]) -> bool:
    """Take a file in, or stop it: none must end the worker, nor come back to it for ever. Raises StorageAway."""
    job = claim_next(desk=desk)
    if job is None:
        return False
    try:
        take_in(job, desk=desk, rest=rest)
    except StorageAway:
        raise
    except Exception as error:  # noqa: BLE001  because a file that fails in any way is told so, not tried for ever
        log.error("an upload could not be taken in", error=type(error).__name__)
        halt(job, desk=desk)
    return True
