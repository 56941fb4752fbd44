"""Runs a service's loops, each on a thread of its own, and brings them to an orderly end together."""

from collections.abc import Callable, Mapping
from threading import Event, Thread

from shared.observability.logs import get_logger

log = get_logger(__name__)

Loop = Callable[[Event], None]
"""Runs until the event is set, then finishes what it has in hand and returns."""


class Worker:
    """Named loops that start and stop together; when one ends by itself, the others are stopped too."""

    def __init__(self, loops: Mapping[str, Loop]) -> None:
        self._stop = Event()
        self._broken: list[str] = []
        self._threads = [
            Thread(target=self._run, args=(name, loop), name=name, daemon=True) for name, loop in loops.items()
        ]

    def start(self) -> None:
        """Start every loop."""
        for thread in self._threads:
            thread.start()

    def stop(self, patience: float = 25) -> bool:
        """Ask all loops to end and wait up to `patience` seconds for each; whether all did."""
        self._stop.set()
        for thread in self._threads:
            thread.join(patience)
        return not any(thread.is_alive() for thread in self._threads)

    @property
    def broken(self) -> tuple[str, ...]:
        """The names of the loops that ended by themselves: whoever runs them has failed."""
        return tuple(self._broken)

    def wait(self) -> None:
        """Return when the stop has been asked for, by whomever."""
        self._stop.wait()

    def ask_to_stop(self) -> None:
        """Ask without waiting: for signal handlers."""
        self._stop.set()

    def _run(self, name: str, loop: Loop) -> None:
        try:
            loop(self._stop)
        finally:
            if not self._stop.is_set():
                log.error("loop ended by itself", loop=name)
                self._broken.append(name)
                self._stop.set()
