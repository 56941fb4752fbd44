"""Signs that a robot sent a card. They are never a ground to lose words: such a card is put aside for the team."""

import hashlib
import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

TRAP: Final = "website"
"""The field that people don't see; robots fill in what is called so."""
STAMP: Final = "shown"
"""The field that says when the page was drawn."""

_FASTEST: Final = timedelta(seconds=2)
_ADDRESS: Final = re.compile(r"https?://|www\.|\[url", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Signs:
    """What came beside the words: the content of the trap, and when the page was drawn (None: nobody knows)."""

    trap: str = ""
    shown_at: datetime | None = None

    def suspect(self, words: Iterable[str], at: datetime) -> bool:
        """Whether this looks like a robot's card.

        It does when the trap is filled, or when words with a web address come within two seconds of the page. Speed
        alone says nothing: a card may have been typed before and pasted, or come from a page that was kept.
        """
        return bool(self.trap.strip()) or (self._is_fast(at) and any(_ADDRESS.search(text) for text in words))

    def _is_fast(self, at: datetime) -> bool:
        return self.shown_at is not None and timedelta(0) <= at - self.shown_at < _FASTEST


class Stamps:
    """Makes and reads signed times, so that a robot can't date its page back."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()

    def at(self, moment: datetime) -> str:
        """The stamp of a page that is drawn now."""
        drawn = f"{int(moment.timestamp() * 1000):x}"
        return f"{drawn}.{self._seal(drawn)}"

    def read(self, stamp: str) -> datetime | None:
        """When the page was drawn; None without a stamp of ours."""
        drawn, _, seal = stamp.partition(".")
        if not hmac.compare_digest(seal.encode(), self._seal(drawn).encode()):
            return None
        return datetime.fromtimestamp(int(drawn, 16) / 1000, UTC)

    def _seal(self, drawn: str) -> str:
        return hmac.digest(self._secret, f"page/{drawn}".encode(), hashlib.sha256).hex()[:16]
