"""Work that a service does by itself from time to time, beside its messages."""

from collections.abc import Callable
from threading import Event

from shared.outbox.worker import Loop


def every(seconds: float, work: Callable[[], object]) -> Loop:
    """A loop that works after so many seconds, then again and again, until it is stopped."""

    def run(stop: Event) -> None:
        while not stop.wait(seconds):
            work()

    return run
