"""How often and how long a busy or unreachable server is waited for."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


@dataclass(frozen=True)
class Patience:
    """`attempts` in all; pauses double from `first` seconds, with jitter; no pause is longer than `longest`."""

    attempts: int = 4
    first: float = 0.5
    longest: float = 30.0
    sleep: Callable[[float], None] = time.sleep

    def pause(self, attempt: int, wanted: float | None) -> bool:
        """Wait after this attempt (from 1), as long as the server `wanted` if it said so; False: give up."""
        if attempt >= self.attempts or (wanted is not None and wanted > self.longest):
            return False
        backoff = min(self.longest, self.first * 2 ** (attempt - 1))
        jittered = backoff * random.uniform(0.5, 1)  # noqa: S311  because jitter needs no secrecy
        self.sleep(jittered if wanted is None else min(self.longest, wanted + jittered))
        return True


def retry_after(header: str | None, now: datetime) -> float | None:
    """The seconds that a Retry-After header asks for (RFC 9110, 10.2.3: seconds or a date); None if it asks nothing."""
    if header is None:
        return None
    if header.strip().isdecimal():
        return float(header)
    try:
        until = parsedate_to_datetime(header)
    except (ValueError, OverflowError):
        return None
    # A date without a zone is read as UTC, which is what HTTP dates are in.
    return max(0.0, (until.replace(tzinfo=until.tzinfo or UTC) - now).total_seconds())
