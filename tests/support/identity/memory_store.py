"""The store of identity in dictionaries, for unit tests; the contract suite holds it to what SQL does."""

import copy
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from shared.identity.domain.links import SetupLink
from shared.identity.domain.people import Member
from shared.identity.domain.sessions import Session
from shared.identity.domain.tokens import ApiToken


@dataclass
class Rows:
    """All that is stored."""

    members: dict[str, Member] = field(default_factory=dict)
    sessions: dict[str, Session] = field(default_factory=dict)
    links: dict[str, SetupLink] = field(default_factory=dict)
    tokens: dict[str, ApiToken] = field(default_factory=dict)
    attempts: list[tuple[str, str, datetime]] = field(default_factory=list)


class MemoryPeople:
    def __init__(self, rows: Rows) -> None:
        self.rows = rows

    def make_team(self, team_id: str, at: datetime) -> None:
        pass

    def add(self, member: Member) -> None:
        assert self.by_email(member.person.email) is None
        self.rows.members[member.person.id] = member

    def set_password(self, person_id: str, password_hash: str) -> None:
        member = self.rows.members[person_id]
        self.rows.members[person_id] = replace(member, person=replace(member.person, password_hash=password_hash))

    def by_email(self, email: str) -> Member | None:
        return next((one for one in self.rows.members.values() if one.person.email == email), None)

    def find(self, person_id: str, team_id: str) -> Member | None:
        member = self.rows.members.get(person_id)
        return member if member and member.team_id == team_id else None

    def of_team(self, team_id: str) -> Sequence[Member]:
        found = [one for one in self.rows.members.values() if one.team_id == team_id]
        return sorted(found, key=lambda one: (one.person.name, one.person.id))

    def remove(self, member: Member) -> None:
        person_id = member.person.id
        del self.rows.members[person_id]
        self.rows.sessions = {key: one for key, one in self.rows.sessions.items() if one.person_id != person_id}
        self.rows.tokens = {key: one for key, one in self.rows.tokens.items() if one.made_by != person_id}
        links = {key: one for key, one in self.rows.links.items() if one.made_by != person_id}
        self.rows.links = {key: one for key, one in links.items() if one.email != member.person.email}


class MemorySessions:
    def __init__(self, rows: Rows) -> None:
        self.rows = rows

    def add(self, session: Session) -> None:
        self.rows.sessions[session.digest] = session

    def find(self, digest: str) -> tuple[Session, Member] | None:
        session = self.rows.sessions.get(digest)
        return (session, self.rows.members[session.person_id]) if session else None

    def seen(self, digest: str, at: datetime) -> None:
        self.rows.sessions[digest] = replace(self.rows.sessions[digest], seen_at=at)

    def remove(self, digest: str) -> None:
        self.rows.sessions.pop(digest, None)

    def remove_of(self, person_id: str) -> None:
        self.rows.sessions = {key: one for key, one in self.rows.sessions.items() if one.person_id != person_id}

    def purge(self, at: datetime) -> None:
        self.rows.sessions = {key: one for key, one in self.rows.sessions.items() if one.holds(at)}


class MemoryLinks:
    def __init__(self, rows: Rows) -> None:
        self.rows = rows

    def replace(self, link: SetupLink) -> None:
        kept = {
            key: one
            for key, one in self.rows.links.items()
            if one.holds(link.created_at) and (one.team_id, one.email) != (link.team_id, link.email)
        }
        self.rows.links = {**kept, link.digest: link}

    def find(self, digest: str) -> SetupLink | None:
        return self.rows.links.get(digest)

    def take(self, digest: str) -> bool:
        return self.rows.links.pop(digest, None) is not None

    def of_team(self, team_id: str) -> Sequence[SetupLink]:
        return [one for one in self.rows.links.values() if one.team_id == team_id]


class MemoryTokens:
    def __init__(self, rows: Rows) -> None:
        self.rows = rows

    def add(self, token: ApiToken) -> None:
        self.rows.tokens[token.id] = token

    def find(self, digest: str) -> ApiToken | None:
        return next((one for one in self.rows.tokens.values() if one.digest == digest), None)

    def used(self, token_id: str, at: datetime) -> None:
        self.rows.tokens[token_id] = replace(self.rows.tokens[token_id], last_used_at=at)

    def of_team(self, team_id: str) -> Sequence[ApiToken]:
        found = [one for one in self.rows.tokens.values() if one.team_id == team_id]
        return sorted(found, key=lambda one: (-one.created_at.timestamp(), one.id))

    def remove(self, token_id: str) -> None:
        self.rows.tokens.pop(token_id, None)


class MemoryAttempts:
    def __init__(self, rows: Rows) -> None:
        self.rows = rows

    def add(self, attempt: str, keys: Sequence[str], at: datetime) -> None:
        self.rows.attempts += [(attempt, key, at) for key in keys]

    def take_back(self, attempt: str) -> None:
        self.rows.attempts = [one for one in self.rows.attempts if one[0] != attempt]

    def clear(self, key: str) -> None:
        self.rows.attempts = [one for one in self.rows.attempts if one[1] != key]

    def most(self, keys: Sequence[str], since: datetime) -> int:
        return max(sum(1 for one in self.rows.attempts if one[1] == key and one[2] > since) for key in keys)

    def purge(self, before: datetime) -> None:
        self.rows.attempts = [one for one in self.rows.attempts if one[2] > before]


class MemoryWork:
    """A transaction on a copy, which `commit` puts in the place of the original."""

    def __init__(self, store: "MemoryStore") -> None:
        self._store = store
        self._rows = copy.deepcopy(store.rows)
        self.people = MemoryPeople(self._rows)
        self.sessions = MemorySessions(self._rows)
        self.links = MemoryLinks(self._rows)
        self.tokens = MemoryTokens(self._rows)
        self.attempts = MemoryAttempts(self._rows)

    def __enter__(self) -> "MemoryWork":
        return self

    def __exit__(self, *_: Any) -> None:
        pass

    def commit(self) -> None:
        self._store.rows = self._rows


class MemoryStore:
    """The port `Store`."""

    def __init__(self) -> None:
        self.rows = Rows()

    def writing(self) -> MemoryWork:
        return MemoryWork(self)

    @contextmanager
    def reading(self) -> Iterator[MemoryWork]:
        yield MemoryWork(self)
