"""Replaces a file only when all of its new content is there."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replacing(out: Path) -> Iterator[Path]:
    """A place beside `out` that takes its place when all went well: a failure leaves no half a file."""
    beside = out.with_name(f".{os.getpid()}-{out.name}")
    try:
        yield beside
        beside.replace(out)
    finally:
        beside.unlink(missing_ok=True)
