"""A worker that takes one uploaded file in: a process of its own, to be killed, and to be asked for its memory.

    python -m tests.support.taking_in URL SECONDS_AHEAD

It prints the rows per second, and the most memory that it held, in kilobytes.
"""

import resource
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from services.intake.application.run_imports import run_next
from services.intake.config import Settings
from services.intake.main import build_intake


class Ahead:
    """A clock that goes before."""

    def __init__(self, seconds: float) -> None:
        self._by = timedelta(seconds=seconds)

    def now(self) -> datetime:
        return datetime.now(UTC) + self._by


def main(url: str, ahead: str) -> None:
    intake = build_intake(Settings(data=Path(), database=url, secret_key="a secret"), clock=Ahead(float(ahead)))
    began = time.monotonic()
    found = run_next(desk=intake.importing, rest=lambda _: False)
    print(int(found), time.monotonic() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, flush=True)
    intake.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
