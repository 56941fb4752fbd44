"""What telling others needs from outside, as protocols."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.reports.application.read_report import Shelf
from services.reports.domain.digests import Digest
from services.reports.domain.outgoing import Attempt, Endpoint, News, Sending
from services.reports.domain.surveys import SurveyKey
from services.reports.domain.watching import Threshold, ToldShare
from shared.contracts.clock import Clock
from shared.post.letters import Post


class Outgoing(Protocol):
    """Endpoints, news and their sendings, inside a transaction."""

    def endpoints(self, team_id: str) -> list[Endpoint]:
        """The team's endpoints, oldest first."""
        ...

    def endpoint(self, team_id: str, id_: str) -> Endpoint | None:
        """One of them, which nobody else changes before this transaction ends."""
        ...

    def put_endpoint(self, endpoint: Endpoint) -> None:
        """Keep this in place of what was known."""
        ...

    def remove_endpoint(self, endpoint: Endpoint) -> None:
        """Forget an endpoint with all its sendings."""
        ...

    def tell(self, news: News, endpoints: Sequence[Endpoint]) -> bool:
        """Keep news and a sending for each of these; False when news of this id were kept before."""
        ...

    def claim(self, now: datetime, until: datetime, limit: int) -> list[tuple[Sending, Endpoint]]:
        """Sendings that are due, of endpoints that are not paused; nobody else gets them before `until`."""
        ...

    def settle(self, sending: Sending) -> None:
        """Keep what became of a sending."""
        ...

    def sendings(self, endpoint: Endpoint, before: int | None, limit: int) -> list[Sending]:
        """The sendings to an endpoint, newest first, older than the one with the number `before`."""
        ...

    def sending(self, endpoint: Endpoint, id_: int) -> Sending | None:
        """One of them."""
        ...

    def forget_before(self, moment: datetime) -> None:
        """Forget news of which nothing is waiting any more, and that are older than this."""
        ...


class Watch(Protocol):
    """What was told of findings, thresholds and digests, inside a transaction."""

    def changed_surveys(self) -> list[tuple[SurveyKey, int]]:
        """Surveys whose report changed since it was looked at, with the stamp it has now."""
        ...

    def told(self, key: SurveyKey) -> Mapping[str, ToldShare]:
        """What was told last of each code."""
        ...

    def remember(self, key: SurveyKey, stamp: int, told: Mapping[str, ToldShare]) -> None:
        """Keep that the report of this stamp was looked at, and what is told of it."""
        ...

    def thresholds(self, team_id: str, survey: str | None = None) -> list[Threshold]:
        """The team's thresholds, of one survey or all."""
        ...

    def put_threshold(self, threshold: Threshold) -> None:
        """Keep this in place of what was known."""
        ...

    def mark_crossed(self, threshold: Threshold) -> None:
        """Keep whether a threshold is crossed, if it is still there."""
        ...

    def remove_threshold(self, team_id: str, id_: str) -> bool:
        """Forget one; False when there is none."""
        ...

    def digests(self, team_id: str) -> list[Digest]:
        """The team's digests, by address."""
        ...

    def digests_due(self, now: datetime) -> list[Digest]:
        """Confirmed digests whose time has come, locked until the end of the transaction; others pass over them."""
        ...

    def digest_by_key(self, key: str) -> Digest | None:
        """The digest that a link is of."""
        ...

    def put_digest(self, digest: Digest) -> None:
        """Keep this in place of what was known."""
        ...

    def remove_digest(self, team_id: str, id_: str) -> bool:
        """Forget one; False when there is none."""
        ...


class TellingUnit(Protocol):
    """One transaction."""

    @property
    def outgoing(self) -> Outgoing:
        """Endpoints, news and sendings, inside this transaction."""
        ...

    @property
    def watch(self) -> Watch:
        """What was told of findings, inside this transaction."""
        ...

    def commit(self) -> None:
        """Make it last."""
        ...


class Sender(Protocol):
    """Brings news to an endpoint."""

    def send(self, endpoint: Endpoint, news: News, now: datetime) -> Attempt:
        """Try once; whatever happens is told, nothing is raised."""
        ...


@dataclass(frozen=True, slots=True)
class TellingDesk:
    """What telling others works with; `address` is where adborth answers, put before paths in letters and news."""

    open_unit: Callable[[], AbstractContextManager[TellingUnit]]
    shelf: Shelf
    sender: Sender
    open_post: Callable[[], AbstractContextManager[Post]] | None
    clock: Clock
    address: str
    seal: Callable[[str], str]
    random_bytes: Callable[[int], bytes]
    jitter: Callable[[], float]
