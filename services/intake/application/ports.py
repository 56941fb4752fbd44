"""What intake's use cases need from the outside, as protocols: adapters and the tests' fakes fulfil them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from types import TracebackType
from typing import Protocol, Self

from services.intake.application.receipt_ports import PublishedReports, SentCards
from services.intake.domain.ledger import Ledger
from services.intake.domain.responses import Response, Standing, State
from services.intake.domain.surveys import Survey
from shared.contracts.promises import Outbox, ParkedMessages


class Surveys(Protocol):
    """The published surveys, each in its newest version."""

    def find(self, slug: str, version: int = 0) -> Survey | None:
        """The survey of this slug, None when there is none.

        With the questions of an earlier version where one is named; it opens and closes as the newest does.
        """
        ...

    def all(self) -> list[Survey]:
        """Every survey, by slug."""
        ...

    def is_deleted(self, slug: str) -> bool:
        """Whether the team deleted it."""
        ...

    def add_version(self, survey: Survey, at: datetime) -> None:
        """Keep a new version and make it the newest; a survey that was closed is open again."""
        ...

    def close(self, slug: str, at: datetime) -> None:
        """Note that it was closed by hand."""
        ...


class Responses(Protocol):
    """The responses, each stored once."""

    def add(self, responses: Sequence[Response]) -> set[str]:
        """Store those whose id is not there yet; the ids that were stored.

        A transaction that stores the same id at the same time is waited for.
        """
        ...

    def standings(self, ids: Sequence[str]) -> Mapping[str, Standing]:
        """Where these stand, by id; those that are not there are left out."""
        ...

    def advance(self, ids: Sequence[str], to: State) -> set[str]:
        """Note what became of responses: a coded one stays coded, a withdrawn one withdrawn, one put aside aside.

        PENDING admits those that were put aside. The ids of those that changed.
        """
        ...

    def aside(self, slug: str, states: Collection[State]) -> list[Response]:
        """The responses to a survey that were put aside so, as they came; answers without their question's wording."""
        ...

    def empty(self, id_: str) -> None:
        """Make a response withdrawn: its words, attributes, codings and fingerprint are gone for good."""
        ...

    def ledger(self) -> list[Ledger]:
        """Each survey's responses by state, by slug; surveys without a response too."""
        ...


class Reading(Protocol):
    """A look at one consistent state; changes nothing."""

    @property
    def surveys(self) -> Surveys:
        """The published surveys."""
        ...

    @property
    def responses(self) -> Responses:
        """The stored responses."""
        ...

    @property
    def sent_cards(self) -> SentCards:
        """The stored responses as their receipts show them."""
        ...

    @property
    def published_reports(self) -> PublishedReports:
        """What was published of surveys."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None: ...


class Letterbox(Protocol):
    """Where cards are handed in one by one, by many people at the same moment."""

    def survey(self, slug: str, version: int = 0) -> Survey | None:
        """The survey of this slug as it stands now, None when there is none.

        With the questions of an earlier version where one is named; it opens and closes as the newest does.
        """
        ...

    def standing(self, id_: str) -> Standing | None:
        """Where a response stands, None when it is not there."""
        ...

    def is_deleted(self, slug: str) -> bool:
        """Whether the team deleted this survey: nobody would ever see or admit a card that comes late to it."""
        ...

    def keep(self, response: Response) -> bool:
        """Store a response and promise its analysis, together and for good; False, and nothing, when its id is there.

        The analysis of one that is put aside is not promised.

        Somebody who stores the same id at the same time is waited for.
        """
        ...


class UnitOfWork(Reading, Protocol):
    """One transaction: what is changed and what is told become true together, at `commit`, or not at all."""

    @property
    def outbox(self) -> Outbox:
        """What this transaction tells."""
        ...

    @property
    def parked(self) -> ParkedMessages:
        """What could not be handled."""
        ...

    def commit(self) -> None:
        """Make everything since the beginning true."""
        ...
