"""What somebody changed about people and rights, as a value: logged today, kept in an audit trail later."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Action(Enum):
    """What can happen to people and their rights."""

    SIGNED_IN = "person.signed-in"
    SIGNED_OUT = "person.signed-out"
    LINK_MADE = "link.made"
    JOINED = "person.joined"
    PASSWORD_CHANGED = "person.password-changed"  # noqa: S105  because this names an action, it is no secret
    REMOVED = "person.removed"
    TOKEN_MADE = "token.made"  # noqa: S105  because see above
    TOKEN_REVOKED = "token.revoked"  # noqa: S105  because see above


@dataclass(frozen=True)
class AuditEvent:
    """Who did what to whom or what, and when: ids only, no names or addresses.

    ``who`` is a person's id, or ``system`` for the command line and the first owner's link.
    """

    who: str
    what: Action
    subject: str
    team_id: str
    at: datetime


@dataclass(frozen=True)
class Outcome(Generic[Value]):
    """What a use case gives back: its value, and what happened (None: nothing changed)."""

    value: Value
    event: AuditEvent | None
