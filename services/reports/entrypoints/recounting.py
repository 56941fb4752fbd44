"""What reports does by itself: counting anew what a changed codebook makes other figures of."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Final

from services.reports.application.codebook_ports import CodebookDesk
from services.reports.application.recount import recount_all
from shared.outbox.chores import every
from shared.outbox.worker import Loop

_LOOK_EVERY_S: Final = 1


def recounting(desk: CodebookDesk, away: tuple[type[Exception], ...]) -> Mapping[str, Loop]:
    """The loop, by name; `away` are the errors by which the database says that it will be back."""

    def look() -> None:
        # What was not counted is still noted down: it is tried again a second later.
        with suppress(*away):
            recount_all(desk=desk)

    return {"recounting": every(_LOOK_EVERY_S, look)}
