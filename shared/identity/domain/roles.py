"""The roles of a team, ordered, and who is asking, because every permission is one comparison of roles."""

from dataclasses import dataclass
from enum import Enum, IntEnum

from shared.identity.domain.scopes import Scope


class Role(IntEnum):
    """What somebody may do in a team; a higher role may do everything a lower one may."""

    VIEWER = 1
    REVIEWER = 2
    EDITOR = 3
    OWNER = 4

    @property
    def word(self) -> str:
        """The role as it stands in the database, on the command line and in forms: ``viewer``."""
        return self.name.lower()

    @classmethod
    def of(cls, word: str) -> "Role":
        """The role with this word; raises ``KeyError`` when there is none."""
        return cls[word.upper()]


class Via(Enum):
    """How a caller proved who they are."""

    SESSION = "session"
    TOKEN = "token"  # noqa: S105  because this names a way of proving, it is no secret


@dataclass(frozen=True)
class Caller:
    """Somebody who proved who they are: a person with a session, or a programme with an API token.

    ``id`` is the person's, or for a token the token's; ``name`` is what pages show.
    A token with ``scopes`` is let in only where one of them is asked for.
    The three constants are what Flask-Login asks of its users.
    """

    id: str
    team_id: str
    role: Role
    name: str
    via: Via
    scopes: frozenset[Scope] = frozenset()

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def may_use(self, scope: Scope | None) -> bool:
        """Whether the scopes let it do what asks for this one; nothing is kept from a caller without scopes."""
        return not self.scopes or scope in self.scopes
