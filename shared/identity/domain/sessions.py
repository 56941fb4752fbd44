"""A session: that a browser proved who uses it, until they sign out or stay away too long."""

from dataclasses import dataclass
from datetime import datetime, timedelta

IDLE = timedelta(hours=12)
LONGEST = timedelta(days=14)
_SEEN_AGAIN = timedelta(minutes=5)


@dataclass(frozen=True)
class Session:
    """``digest`` is of the secret in the cookie; ``seen_at`` slides, ``created_at`` bounds the whole."""

    digest: str
    person_id: str
    team_id: str
    created_at: datetime
    seen_at: datetime

    def holds(self, at: datetime) -> bool:
        """Whether it still proves who calls."""
        return at < self.seen_at + IDLE and at < self.created_at + LONGEST

    def is_news(self, at: datetime) -> bool:
        """Whether being seen now is worth a write: not on every request."""
        return at >= self.seen_at + _SEEN_AGAIN
