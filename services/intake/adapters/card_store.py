"""Stores cards with the promises of their analysis, many at once: in one statement where the database can."""

from collections.abc import Sequence

from services.intake.adapters.card_statements import keep_in_one_statement
from services.intake.adapters.outages import telling_outages
from services.intake.adapters.responses import response_row
from services.intake.adapters.surveys import KnownVersions
from services.intake.adapters.unit_of_work import RequestUnitOfWork
from services.intake.domain.receipts import Receipts
from services.intake.domain.responses import Response
from shared.contracts.clock import Clock
from shared.contracts.messages import Message
from shared.database.engine import Database

Card = tuple[Response, Message | None]
"""A response and the promise of its analysis; one that is put aside has none."""


class CardStore:
    """Keeps cards for good, each once; a database that is away is told as StorageAway."""

    def __init__(self, database: Database, clock: Clock, known: KnownVersions, receipts: Receipts) -> None:
        self._database = database
        self._clock = clock
        self._known = known
        self._receipts = receipts

    def keep(self, cards: Sequence[Card]) -> set[str]:
        """Store the responses whose id is not there, and the promises of those alone; the ids that were stored."""
        return self._in_a_transaction(cards) if self._database.is_sqlite else self._in_one_statement(cards)

    def _in_one_statement(self, cards: Sequence[Card]) -> set[str]:
        rows = [(response_row(response, self._receipts), message) for response, message in cards]
        with telling_outages(), self._database.driver() as driver:
            return keep_in_one_statement(rows, driver, self._clock.now())

    def _in_a_transaction(self, cards: Sequence[Card]) -> set[str]:
        with RequestUnitOfWork(self._database, self._clock, self._known, self._receipts) as unit:
            new = unit.responses.add([response for response, _ in cards])
            unit.outbox.add(*(message for response, message in cards if message and response.id in new))
            unit.commit()
        return new
