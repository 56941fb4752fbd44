"""People, and the rules for what they type about themselves."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime

from shared.identity.domain.errors import InvalidDetails
from shared.identity.domain.roles import Role

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 256
LONGEST_NAME = 100
_LONGEST_EMAIL = 254
_TELLING = 4
_EMAIL = re.compile(r"[^@\s\x00-\x1f]+@[^@\s\x00-\x1f]+")


@dataclass(frozen=True)
class Person:
    """Somebody who can sign in. ``email`` is in the form of ``plain_email``."""

    id: str
    email: str
    name: str
    password_hash: str


@dataclass(frozen=True)
class Member:
    """A person's place in a team."""

    person: Person
    team_id: str
    role: Role
    joined_at: datetime


@dataclass(frozen=True)
class Details:
    """What the page behind a set-up link asks for, as it was typed."""

    name: str
    email: str
    password: str
    repeated: str

    def checked(self) -> "Details":
        """The details in their plain form; raises ``InvalidDetails`` with every broken rule."""
        name, email = " ".join(self.name.split()), plain_email(self.email)
        broken = {
            "name": _broken_name(name),
            "email": broken_email(email),
            "password": broken_password(self.password, email),
            "repeated": None if self.password == self.repeated else "not-the-same",
        }
        if fields := {field: rule for field, rule in broken.items() if rule}:
            raise InvalidDetails(fields)
        return Details(name, email, self.password, self.repeated)


def plain_email(typed: str) -> str:
    """The form in which an address is stored and compared: small letters, no blanks around it."""
    return unicodedata.normalize("NFKC", typed).strip().casefold()


def plain_password(typed: str) -> str:
    """The same password from every keyboard (NIST SP 800-63B: normalise before hashing)."""
    return unicodedata.normalize("NFKC", typed)


def broken_email(email: str) -> str | None:
    """The code of the rule that an address breaks; None when it is sound."""
    if not email:
        return "missing"
    return None if len(email) <= _LONGEST_EMAIL and _EMAIL.fullmatch(email) else "not-an-address"


def broken_password(password: str, email: str) -> str | None:
    """The code of the rule that a password breaks; None when it may be used. Long counts, odd characters do not."""
    if not password:
        return "missing"
    if len(password) < SHORTEST_PASSWORD:
        return "too-short"
    if len(password) > LONGEST_PASSWORD:
        return "too-long"
    if _tells(email, password):
        return "like-the-address"
    return "too-simple" if len(set(password)) < _TELLING else None


def _tells(email: str, password: str) -> bool:
    plain = plain_password(password).casefold()
    local = email.partition("@")[0]
    return bool(email) and (email in plain or plain in email or (len(local) >= _TELLING and local in plain))


def _broken_name(name: str) -> str | None:
    if not name:
        return "missing"
    return None if len(name) <= LONGEST_NAME and name.isprintable() else "too-long"
