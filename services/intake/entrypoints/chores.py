"""What intake does by itself from time to time."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Final

from services.intake.application.count_unfinished import forget_expired
from services.intake.application.unfinished_desk import UnfinishedDesk
from services.intake.domain.errors import StorageAway
from shared.outbox.chores import every
from shared.outbox.worker import Loop

_TIDY_EVERY_S: Final = 3_600


def chores_of(desk: UnfinishedDesk) -> Mapping[str, Loop]:
    """The loops, by name: what people saved and did not come back to in time is deleted every hour."""

    def tidy() -> None:
        # A database that is away is no reason to stop: it is tried again an hour later.
        with suppress(StorageAway):
            forget_expired(desk=desk)

    return {"tidying": every(_TIDY_EVERY_S, tidy)}
