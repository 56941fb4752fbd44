"""What the use cases need from outside: a store, a hasher of passwords, a trail for what happened."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from shared.identity.domain.events import AuditEvent
from shared.identity.domain.links import SetupLink
from shared.identity.domain.people import Member
from shared.identity.domain.sessions import Session
from shared.identity.domain.tokens import ApiToken


class Hasher(Protocol):
    """Turns passwords into hashes that are slow to guess."""

    def hash(self, password: str) -> str:
        """A new salted hash."""

    def matches(self, password: str, stored: str | None) -> bool:
        """Whether the password made the hash; takes the same time when there is none (False)."""

    def is_dated(self, stored: str) -> bool:
        """Whether the hash was made with other figures than today's and wants making again."""


class People(Protocol):
    """People and their places in teams."""

    def make_team(self, team_id: str, at: datetime) -> None:
        """Make the team unless it is there."""

    def add(self, member: Member) -> None:
        """Add a person and their place."""

    def set_password(self, person_id: str, password_hash: str) -> None:
        """Replace the stored hash."""

    def by_email(self, email: str) -> Member | None:
        """The person with this plain address."""

    def find(self, person_id: str, team_id: str) -> Member | None:
        """The person's place in this team."""

    def of_team(self, team_id: str) -> Sequence[Member]:
        """Everybody in the team, by name."""

    def remove(self, member: Member) -> None:
        """Take the person away with their sessions, their tokens, and the links they made or were sent."""


class Sessions(Protocol):
    """Sessions by the digest of their secret."""

    def add(self, session: Session) -> None:
        """Keep a session."""

    def find(self, digest: str) -> tuple[Session, Member] | None:
        """The session and whose it is, also when it no longer holds."""

    def seen(self, digest: str, at: datetime) -> None:
        """Slide its end."""

    def remove(self, digest: str) -> None:
        """Forget it."""

    def remove_of(self, person_id: str) -> None:
        """Forget all sessions of a person."""

    def purge(self, at: datetime) -> None:
        """Forget what no longer holds."""


class Links(Protocol):
    """Set-up links by the digest of their secret."""

    def replace(self, link: SetupLink) -> None:
        """Keep a link; an older one of the same team for the same address (or the first owner) ends."""

    def find(self, digest: str) -> SetupLink | None:
        """The link, also when it no longer holds."""

    def take(self, digest: str) -> bool:
        """Use the link up; False when somebody else was faster."""

    def of_team(self, team_id: str) -> Sequence[SetupLink]:
        """The team's links that nobody used yet."""


class Tokens(Protocol):
    """API tokens."""

    def add(self, token: ApiToken) -> None:
        """Keep a token."""

    def find(self, digest: str) -> ApiToken | None:
        """The token, also when it no longer holds."""

    def used(self, token_id: str, at: datetime) -> None:
        """Note when it was last used."""

    def of_team(self, team_id: str) -> Sequence[ApiToken]:
        """The team's tokens, newest first."""

    def remove(self, token_id: str) -> None:
        """Revoke it."""


class Attempts(Protocol):
    """Failed sign-ins, and those being tried, by blinded key."""

    def add(self, attempt: str, keys: Sequence[str], at: datetime) -> None:
        """Count an attempt under each key."""

    def take_back(self, attempt: str) -> None:
        """It was no failure after all."""

    def clear(self, key: str) -> None:
        """Forget the failures under a key."""

    def most(self, keys: Sequence[str], since: datetime) -> int:
        """The number under the key that has most."""

    def purge(self, before: datetime) -> None:
        """Forget older ones."""


class Repositories(Protocol):
    """Everything the store holds, seen in one transaction."""

    people: People
    sessions: Sessions
    links: Links
    tokens: Tokens
    attempts: Attempts


class Work(Repositories, Protocol):
    """A transaction that leaves no trace without ``commit``."""

    def commit(self) -> None:
        """Make it true."""


class Store(Protocol):
    """Opens transactions."""

    def writing(self) -> AbstractContextManager[Work]:
        """To change something."""

    def reading(self) -> AbstractContextManager[Repositories]:
        """To look only."""


class Trail(Protocol):
    """Where it is kept who did what."""

    def record(self, event: AuditEvent) -> None:
        """Keep what happened."""
