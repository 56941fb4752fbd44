"""What is done for telling others from time to time."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Final

from services.reports.application.outgoing_ports import TellingDesk
from services.reports.application.send_digests import send_digests
from services.reports.application.send_news import forget_old, send_due
from services.reports.application.watch_findings import look_at_findings
from services.reports.entrypoints.digest_letters import digest_letter, headline
from shared.outbox.chores import every
from shared.outbox.worker import Loop
from shared.post.letters import PostAway

_SEND_EVERY_S: Final = 2
_LOOK_EVERY_S: Final = 30
_WRITE_EVERY_S: Final = 300
_FORGET_EVERY_S: Final = 3_600


def telling_chores(desk: TellingDesk, away: tuple[type[Exception], ...]) -> Mapping[str, Loop]:
    """The loops, by name; `away` are the errors by which the database says that it will be back."""

    def patiently(work: Callable[[], object]) -> Callable[[], None]:
        def try_once() -> None:
            # Nothing is lost when something is away: it is due still, and tried again at the next turn.
            with suppress(PostAway, *away):
                work()

        return try_once

    return {
        "sending news": every(_SEND_EVERY_S, patiently(lambda: send_due(desk=desk))),
        "watching findings": every(_LOOK_EVERY_S, patiently(lambda: look_at_findings(desk=desk))),
        "writing letters": every(
            _WRITE_EVERY_S, patiently(lambda: send_digests(desk=desk, headline=headline, write=digest_letter))
        ),
        "forgetting news": every(_FORGET_EVERY_S, patiently(lambda: forget_old(desk=desk))),
    }
