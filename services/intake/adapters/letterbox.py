"""Takes cards in: who sends at the same moment shares a look at the survey, a transaction, and its commit."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from services.intake.adapters.card_statements import keep_in_one_statement, newest_versions
from services.intake.adapters.correlated_outbox import correlated
from services.intake.adapters.outages import telling_outages
from services.intake.adapters.reading import SqlReading
from services.intake.adapters.surveys import KnownVersions
from services.intake.adapters.together import Together
from services.intake.adapters.unit_of_work import RequestUnitOfWork
from services.intake.domain.receipts import Receipts
from services.intake.domain.responses import Response, Standing
from services.intake.domain.surveys import Survey
from shared.contracts.clock import Clock
from shared.contracts.messages import Message
from shared.database.engine import Database

_Card = tuple[Response, Message]


class SqlLetterbox:
    """Implements the port Letterbox for all threads of a process; a database that is away is told as StorageAway."""

    def __init__(self, database: Database, clock: Clock, known: KnownVersions, receipts: Receipts) -> None:
        self._database = database
        self._clock = clock
        self._known = known
        self._receipts = receipts
        self._surveys = Together(self._surveys_of)
        self._cards = Together(self._kept)
        self._store: Callable[[Sequence[_Card]], set[str]]
        self._store = self._in_a_transaction if database.is_sqlite else self._in_one_statement

    def survey(self, slug: str) -> Survey | None:
        """The survey of this slug as it stands now, None when there is none."""
        return self._surveys.ask(slug)

    def standing(self, id_: str) -> Standing | None:
        """Where a response stands, None when it is not there."""
        with SqlReading(self._database, self._known, self._receipts) as reading:
            return reading.responses.standings([id_]).get(id_)

    def keep(self, response: Response) -> bool:
        """Store a response and promise its analysis; returns after the commit. False when its id is there."""
        # The message bears the id of this request; the transaction may be another's.
        return self._cards.ask((response, correlated(response.received())))

    def _surveys_of(self, slugs: Sequence[str]) -> list[Survey | None]:
        wanted = set(slugs)
        found = self._read(wanted) if self._database.is_sqlite else self._remembered(wanted)
        return [found.get(slug) for slug in slugs]

    def _read(self, slugs: set[str]) -> dict[str, Survey | None]:
        with SqlReading(self._database, self._known, self._receipts) as reading:
            return {slug: reading.surveys.find(slug) for slug in slugs}

    def _remembered(self, slugs: set[str]) -> dict[str, Survey | None]:
        """The surveys as they stand; versions that this process has not met are read."""
        with telling_outages(), self._database.driver() as driver:
            newest = newest_versions(sorted(slugs), driver)
        if any((one.slug, one.version) not in self._known for one in newest):
            return self._read(slugs)
        versions = {one.slug: (self._known[one.slug, one.version], one.closed_at) for one in newest}
        return {slug: replace(one, closed_at=at) if at else one for slug, (one, at) in versions.items()}

    def _kept(self, cards: Sequence[_Card]) -> list[bool]:
        first: dict[str, _Card] = {}
        for card in cards:
            first.setdefault(card[0].id, card)
        new = self._store(list(first.values()))
        return [card[0].id in new and first[card[0].id] is card for card in cards]

    def _in_one_statement(self, cards: Sequence[_Card]) -> set[str]:
        with telling_outages(), self._database.driver() as driver:
            return keep_in_one_statement(cards, driver, self._clock.now(), self._receipts)

    def _in_a_transaction(self, cards: Sequence[_Card]) -> set[str]:
        with RequestUnitOfWork(self._database, self._clock, self._known, self._receipts) as unit:
            new = unit.responses.add([response for response, _ in cards])
            unit.outbox.add(*(message for response, message in cards if response.id in new))
            unit.commit()
        return new
