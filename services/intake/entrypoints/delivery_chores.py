"""What the worker does with deliveries: handle those that wait, fetch answers for thin ones, forget old payloads."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from threading import Event
from typing import Final

from services.intake.application.connection_desk import ConnectionDesk
from services.intake.application.fetch_answers import fetch_answers
from services.intake.application.handle_deliveries import forget_payloads, give_up, handle_together, take_in_hand
from services.intake.domain.errors import StorageAway
from shared.observability.logs import get_logger
from shared.outbox.chores import every
from shared.outbox.worker import Loop

_LOOK_EVERY_S: Final = 0.25
_WAIT_S: Final = 2.0
_FETCH_EVERY_S: Final = 5.0
_TIDY_EVERY_S: Final = 3_600

log = get_logger(__name__)


def delivery_chores(desk: ConnectionDesk) -> Mapping[str, Loop]:
    """The loops, by name."""

    def handle(stop: Event) -> None:
        pause = 0.0
        while not stop.wait(pause):
            pause = _handled(desk)

    def fetch() -> None:
        try:
            fetch_answers(desk=desk)
        except StorageAway:
            pass
        except Exception as error:  # noqa: BLE001  because a tool's odd answer must not end the worker; it is given up in the end
            log.warning("answers could not be fetched", error=type(error).__name__)

    def tidy() -> None:
        with suppress(StorageAway):
            forget_payloads(desk=desk)

    return {"deliveries": handle, "fetching": every(_FETCH_EVERY_S, fetch), "payloads": every(_TIDY_EVERY_S, tidy)}


def handle_all(desk: ConnectionDesk) -> None:
    """Handle everything that waits now: for commands and tests. Raises StorageAway."""
    while batches := take_in_hand(desk=desk):
        for ids in batches:
            handle_batch(ids, desk)


def handle_batch(ids: Sequence[str], desk: ConnectionDesk) -> None:
    """Handle deliveries together, each alone when that fails: one must not hold up others. Raises StorageAway."""
    try:
        handle_together(ids, desk=desk)
    except StorageAway:
        raise
    except Exception as error:  # noqa: BLE001  because a delivery that fails in any way is put aside, never lost
        log.warning("deliveries taken apart", number=len(ids), error=type(error).__name__)
        if len(ids) == 1:
            give_up(ids[0], desk=desk)
        for id_ in ids if len(ids) > 1 else ():
            handle_batch([id_], desk)


def _handled(desk: ConnectionDesk) -> float:
    """Handle some; how long to wait before the next look, in seconds."""
    try:
        batches = take_in_hand(desk=desk)
        for ids in batches:
            handle_batch(ids, desk)
    except StorageAway:
        return _WAIT_S
    return 0.0 if batches else _LOOK_EVERY_S
