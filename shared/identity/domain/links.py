"""A set-up link: one use, one day, one role, by which somebody enters a team."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from shared.identity.domain.roles import Role

LINK_LIFE = timedelta(hours=24)


@dataclass(frozen=True)
class SetupLink:
    """``email`` is None on the first owner's link, which lets them choose; ``made_by`` a person's id or ``system``."""

    digest: str
    team_id: str
    role: Role
    email: str | None
    made_by: str
    created_at: datetime
    expires_at: datetime

    def holds(self, at: datetime) -> bool:
        """Whether it may still be used."""
        return at < self.expires_at
