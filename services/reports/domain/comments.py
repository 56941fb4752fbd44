"""Comments on publications: looked at before they are shown, taken back by whoever wrote them, and never in a flood."""

import hashlib
import hmac
from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from ipaddress import ip_address, ip_network
from threading import Lock
from typing import Final, NamedTuple

from services.reports.domain.redactions import Person
from services.reports.domain.surveys import SurveyKey

LONGEST_NAME: Final = 80
LONGEST_EMAIL: Final = 254
LONGEST_WORDS: Final = 2_000
LONGEST_POLICY: Final = 5_000
MOST_AT_ONCE: Final = 5
WITHIN: Final = timedelta(minutes=10)
FASTEST: Final = timedelta(seconds=2)
_PLACES: Final = 10_000
_IPV6: Final = 6


class Standing(StrEnum):
    """What the team decided about a comment."""

    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"


class Words(NamedTuple):
    """What somebody sent; name and e-mail address are "" where they were not given."""

    text: str
    name: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment on a number of a survey; `reason` is why it was refused, for the team only."""

    id: str
    survey: SurveyKey
    number: int
    words: Words
    language: str
    sent_at: datetime
    standing: Standing = Standing.WAITING
    reason: str = ""
    decided_by: Person | None = None
    decided_at: datetime | None = None


class Seals:
    """Codes by which only whoever sent a comment can take it back, and times of pages that can't be dated back."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()

    def code(self, comment_id: str) -> str:
        """The code of a comment: it doesn't follow from what is stored."""
        return self._seal(f"comment/{comment_id}")

    def fits(self, comment_id: str, code: str) -> bool:
        """Whether this is the comment's code."""
        return hmac.compare_digest(self.code(comment_id).encode(), code.encode("utf-8", "surrogatepass"))

    def stamp(self, at: datetime) -> str:
        """What a form drawn now bears."""
        drawn = str(int(at.timestamp() * 1000))
        return f"{drawn}.{self._seal(f'form/{drawn}')}"

    def drawn_at(self, stamp: str) -> datetime | None:
        """When the form was drawn; None without a stamp of ours."""
        drawn, _, seal = stamp.partition(".")
        if not hmac.compare_digest(seal.encode("utf-8", "surrogatepass"), self._seal(f"form/{drawn}").encode()):
            return None
        return datetime.fromtimestamp(int(drawn) / 1000, UTC)

    def _seal(self, text: str) -> str:
        return hmac.digest(self._secret, text.encode("utf-8", "surrogatepass"), hashlib.sha256).hex()[:32]


class Pace:
    """At most five comments from one place within ten minutes, counted in the memory of one process."""

    def __init__(self) -> None:
        self._times: OrderedDict[str, tuple[datetime, ...]] = OrderedDict()
        self._lock = Lock()

    def take(self, place: str, at: datetime) -> int:
        """Count one: 0; else the whole seconds to wait, and nothing is counted; "" is no place and never waits."""
        if not place:
            return 0
        with self._lock:
            recent = tuple(each for each in self._times.pop(place, ()) if at - each < WITHIN)
            full = len(recent) >= MOST_AT_ONCE
            self._times[place] = recent if full else (*recent, at)
            if len(self._times) > _PLACES:
                self._times.popitem(last=False)
        return int((recent[0] + WITHIN - at).total_seconds()) + 1 if full else 0


def place_of(address: str) -> str:
    """What counts as one place: an IPv4 address, or the /64 of IPv6 that one customer has.

    The machine itself is none: behind a proxy that nobody declared, all the world would share one allowance.
    """
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if found.is_loopback:
        return ""
    return str(ip_network((found, 64), strict=False)) if found.version == _IPV6 else str(found)


def looks_sent_by_a_program(trap: str, drawn_at: datetime | None, at: datetime) -> bool:
    """Whether a form was filled as no person does: its hidden field, or within two seconds, or without our stamp."""
    return bool(trap.strip()) or drawn_at is None or at - drawn_at < FASTEST
