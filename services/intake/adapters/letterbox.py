"""Takes cards in: who sends at the same moment shares a look at the survey, a transaction, and its commit."""

from collections.abc import Sequence
from dataclasses import replace

from services.intake.adapters.card_statements import Newest, newest_versions
from services.intake.adapters.card_store import Card, CardStore
from services.intake.adapters.correlated_outbox import correlated
from services.intake.adapters.outages import telling_outages
from services.intake.adapters.reading import SqlReading
from services.intake.adapters.surveys import KnownVersions
from services.intake.adapters.together import Together
from services.intake.domain.receipts import Receipts
from services.intake.domain.responses import ASIDE, Response, Standing
from services.intake.domain.surveys import Survey
from shared.contracts.clock import Clock
from shared.database.engine import Database

_Wanted = tuple[str, int]


class SqlLetterbox:
    """Implements the port Letterbox for all threads of a process; a database that is away is told as StorageAway."""

    def __init__(self, database: Database, clock: Clock, known: KnownVersions, receipts: Receipts) -> None:
        self._database = database
        self._known = known
        self._receipts = receipts
        self._surveys = Together(self._surveys_of)
        self._cards = Together(self._kept)
        self._store = CardStore(database, clock, known, receipts)

    def survey(self, slug: str, version: int = 0) -> Survey | None:
        """The survey of this slug as it stands now, None when there is none; with an earlier version's questions."""
        return self._surveys.ask((slug, version))

    def standing(self, id_: str) -> Standing | None:
        """Where a response stands, None when it is not there."""
        with SqlReading(self._database, self._known, self._receipts) as reading:
            return reading.responses.standings([id_]).get(id_)

    def is_deleted(self, slug: str) -> bool:
        """Whether the team deleted this survey."""
        with SqlReading(self._database, self._known, self._receipts) as reading:
            return reading.surveys.is_deleted(slug)

    def keep(self, response: Response) -> bool:
        """Store a response and promise its analysis; returns after the commit. False when its id is there."""
        # The message bears the id of this request; the transaction may be another's.
        promise = None if response.state in ASIDE else correlated(response.received())
        return self._cards.ask((response, promise))

    def _surveys_of(self, asked: Sequence[_Wanted]) -> list[Survey | None]:
        wanted = set(asked)
        found = self._read(wanted) if self._database.is_sqlite else self._remembered(wanted)
        return [found.get(each) for each in asked]

    def _read(self, wanted: set[_Wanted]) -> dict[_Wanted, Survey | None]:
        with SqlReading(self._database, self._known, self._receipts) as reading:
            return {(slug, version): reading.surveys.find(slug, version) for slug, version in wanted}

    def _remembered(self, wanted: set[_Wanted]) -> dict[_Wanted, Survey | None]:
        """The surveys as they stand; versions that this process has not met are read."""
        with telling_outages(), self._database.driver() as driver:
            newest = {one.slug: one for one in newest_versions(sorted({slug for slug, _ in wanted}), driver)}
        there = [(newest[slug], version) for slug, version in wanted if slug in newest]
        if any((one.slug, number) not in self._known for one, version in there for number in one.needed(version)):
            return self._read(wanted)
        return {(one.slug, version): self._as_it_stands(one, version) for one, version in there}

    def _as_it_stands(self, newest: Newest, version: int) -> Survey:
        survey = self._known[newest.slug, newest.version]
        if newest.closed_at:
            survey = replace(survey, closed_at=newest.closed_at)
        [*_, shown] = newest.needed(version)
        return survey if shown == newest.version else survey.as_shown_before(self._known[newest.slug, shown])

    def _kept(self, cards: Sequence[Card]) -> list[bool]:
        first: dict[str, Card] = {}
        for card in cards:
            first.setdefault(card[0].id, card)
        new = self._store.keep(list(first.values()))
        return [card[0].id in new and first[card[0].id] is card for card in cards]
