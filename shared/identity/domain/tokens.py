"""API tokens: the proof of a programme, made by a person, with its own role, scopes and end."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from shared.identity.domain.roles import Role
from shared.identity.domain.scopes import Scope

TOKEN_PREFIX = "adb_"  # noqa: S105  because the prefix is public: it lets scanners find leaked tokens
TOKEN_DAYS = (30, 90, 365)
LONGEST_TOKEN_NAME = 80
_USED_AGAIN = timedelta(minutes=1)


@dataclass(frozen=True)
class ApiToken:
    """``made_by`` is a person's id, or ``system`` for the command line; ``digest`` all that is kept of the secret.

    Without ``scopes`` it may do whatever its role may.
    """

    id: str
    digest: str
    team_id: str
    name: str
    role: Role
    made_by: str
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None = None
    scopes: frozenset[Scope] = frozenset()

    def holds(self, at: datetime) -> bool:
        """Whether it still proves who calls."""
        return at < self.expires_at

    def is_news(self, at: datetime) -> bool:
        """Whether being used now is worth a write: not on every request."""
        return self.last_used_at is None or at >= self.last_used_at + _USED_AGAIN
