"""Waiting with an end: nothing in the tests may wait for ever."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Hopeless(RuntimeError):
    """Ends `wait_until` at once: what is waited for cannot happen any more."""


def wait_until(probe: Callable[[], T], timeout: float, *, every: float = 0.1, what: str = "condition") -> T:
    """Call `probe` every `every` seconds until it gives something true, and return that.

    A probe that raises counts as not yet. Raises TimeoutError after `timeout` seconds, naming `what`
    and the last error; Hopeless passes straight through.
    """
    end = time.monotonic() + timeout
    last: Exception | None = None
    while time.monotonic() < end:
        try:
            if value := probe():
                return value
        except Hopeless:
            raise
        except Exception as error:  # noqa: BLE001  because a probe of a server that is not up may fail in any way
            last = error
        time.sleep(every)
    raise TimeoutError(f"{what} not reached in {timeout} s; last error: {last!r}")
