"""What receipts need from the outside: how a response is found by one, and where its codings are kept."""

from collections.abc import Sequence
from typing import Protocol

from services.intake.domain.published_reports import PublishedReport
from services.intake.domain.sent_cards import Codings, SentCard


class SentCards(Protocol):
    """The stored responses as their receipts show them."""

    def find(self, key: str) -> SentCard | None:
        """The response of this key (`Receipts.key_for`), None when there is none.

        Asks the storage one thing, whatever is found: how long it takes tells nothing.
        """
        ...

    def keep(self, codings: Sequence[Codings]) -> None:
        """Keep these codings, one each response; the highest revision stays.

        Nothing is kept of a response that is not there or was withdrawn, also by a transaction at the same time.
        """
        ...


class PublishedReports(Protocol):
    """What was published, as receipts show it."""

    def keep(self, report: PublishedReport) -> None:
        """Keep this number of a survey in place of lower ones; a higher one stays."""
        ...
