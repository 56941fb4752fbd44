"""One id from the first request through the queue to the report, so that one story can be read in the logs."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_current: ContextVar[str] = ContextVar("correlation_id", default="")
_LONGEST = 64


def current() -> str:
    """The id of what is being done now; empty outside of any request or message."""
    return _current.get()


def bind(given: str | None = None) -> str:
    """Begin or take up a story: a given id is kept when it is short and printable, else a fresh one is made."""
    sound = bool(given) and len(given or "") <= _LONGEST and (given or "").replace("-", "").isalnum()
    chosen = given if sound and given else str(uuid.uuid4())
    _current.set(chosen)
    return chosen


@contextmanager
def within(given: str) -> Iterator[None]:
    """Take up a story for the length of a block; afterwards goes on what went on before."""
    before = _current.get()
    bind(given)
    try:
        yield
    finally:
        _current.set(before)
