"""A survey connected to another tool: the address that the tool calls, by what its calls are known, what they mean."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from services.intake.domain.foreign_responses import ForeignResponse
from services.intake.domain.mappings import QuestionMapping, foreign_submission_id
from shared.contracts.errors import CodedError
from shared.contracts.messages import message_id

OVERLAP: Final = timedelta(days=1)
"""How long the old secret holds beside a new one, so that nothing is refused while a person changes it in the tool."""
_LONGEST_SECRET: Final = 500
_SHORTEST_SECRET: Final = 8
_HOST: Final = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,198}[a-z0-9])?")
_PRINTABLE: Final = re.compile(r"[!-~](?:[ -~]*[!-~])?")


class ConnectionNotFound(CodedError):
    """There is no such connection, or it is another team's; details: `connection`."""

    code = "connection-not-found"


class ConnectionGone(CodedError):
    """The connection was deleted: the tool is told for good, so that it stops calling."""

    code = "connection-gone"


class ProviderUnknown(CodedError):
    """No tool of this name can be connected; details: `provider`."""

    code = "provider-unknown"


class ForeignHost(CodedError):
    """The tool is not to be asked at such a host; details: `hosts`."""

    code = "foreign-host"


class UnfitSecret(CodedError):
    """A secret that is too short or too long, or holds what no header can hold; details: `shortest`, `longest`."""

    code = "unfit-secret"


@dataclass(frozen=True, slots=True)
class Secret:
    """By what calls are known; it holds before `until`, None: until it is changed."""

    value: str = field(repr=False)
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """A survey and a tool. `id` is a part of the address, and nobody can guess it.

    `token` is the team's own for asking the tool for answers, "" where none was given, and `host` is where the tool is
    asked, "" for where it usually is. While it is `paused` calls are
    kept and wait. With `takes_partials` answers are stored of people who have not pressed send.
    """

    id: str
    team_id: str
    survey: str
    provider: str
    made_at: datetime
    made_by: str
    secrets: tuple[Secret, ...]
    mapping: QuestionMapping = QuestionMapping()
    token: str = field(default="", repr=False)
    host: str = ""
    paused: bool = False
    takes_partials: bool = False
    deleted_at: datetime | None = None

    @property
    def path(self) -> str:
        """Where the tool calls, below the address of the site."""
        return f"/hooks/{self.provider}/{self.id}"

    def response_id(self, response: ForeignResponse) -> str:
        """The id that a tool's response has here."""
        return message_id("response", self.survey, foreign_submission_id(self.provider, response.form_id, response.id))

    def secrets_at(self, now: datetime) -> list[str]:
        """Those that hold, the newest first."""
        return [secret.value for secret in self.secrets if secret.until is None or secret.until > now]

    def rotated(self, value: str, now: datetime, overlap: timedelta = OVERLAP) -> "Connection":
        """With a new secret; the old one holds a while longer, those before it only as long as they did."""
        held = [secret for secret in self.secrets if secret.until is None or secret.until > now]
        ending = [replace(secret, until=min(secret.until or now + overlap, now + overlap)) for secret in held]
        return replace(self, secrets=(Secret(value), *ending))

    def deleted(self, now: datetime) -> "Connection":
        """Without secrets and token; that it was there is kept, so that its address is never another's."""
        return replace(self, deleted_at=now, secrets=(), token="", mapping=QuestionMapping())


def fit_secret(value: str) -> str:
    """A secret as somebody typed it, without blanks around it. Raises UnfitSecret."""
    bare = value.strip()
    if not _SHORTEST_SECRET <= len(bare) <= _LONGEST_SECRET or not _PRINTABLE.fullmatch(bare):
        raise UnfitSecret(shortest=_SHORTEST_SECRET, longest=_LONGEST_SECRET)
    return bare


def is_allowed(host: str, hosts: Collection[str]) -> bool:
    """Whether a host is one of those, ".example.org" standing for all hosts below example.org."""
    known = any(host == each or (each.startswith(".") and host.endswith(each)) for each in hosts)
    return known and _HOST.fullmatch(host) is not None
