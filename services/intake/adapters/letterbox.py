"""Takes cards in: who sends at the same moment shares a look at the survey, a transaction, and its commit."""

from collections.abc import Callable, Sequence

from services.intake.adapters.correlated_outbox import correlated
from services.intake.adapters.reading import SqlReading
from services.intake.adapters.together import Together
from services.intake.adapters.unit_of_work import SqlUnitOfWork
from services.intake.domain.responses import Response, Standing
from services.intake.domain.surveys import Survey
from shared.contracts.messages import Message

_Card = tuple[Response, Message]


class SqlLetterbox:
    """Implements the port Letterbox for all threads of a process; both kinds of units tell outages as StorageAway."""

    def __init__(self, open_unit: Callable[[], SqlUnitOfWork], open_reading: Callable[[], SqlReading]) -> None:
        self._open_unit = open_unit
        self._open_reading = open_reading
        self._surveys = Together(self._surveys_of)
        self._cards = Together(self._kept)

    def survey(self, slug: str) -> Survey | None:
        """The survey of this slug as it stands now, None when there is none."""
        return self._surveys.ask(slug)

    def standing(self, id_: str) -> Standing | None:
        """Where a response stands, None when it is not there."""
        with self._open_reading() as reading:
            return reading.responses.standings([id_]).get(id_)

    def keep(self, response: Response) -> bool:
        """Store a response and promise its analysis; returns after the commit. False when its id is there."""
        # The message bears the id of this request; the transaction may be another's.
        return self._cards.ask((response, correlated(response.received())))

    def _surveys_of(self, slugs: Sequence[str]) -> list[Survey | None]:
        with self._open_reading() as reading:
            found = {slug: reading.surveys.find(slug) for slug in set(slugs)}
        return [found[slug] for slug in slugs]

    def _kept(self, cards: Sequence[_Card]) -> list[bool]:
        first: dict[str, _Card] = {}
        for card in cards:
            first.setdefault(card[0].id, card)
        with self._open_unit() as unit:
            new = unit.responses.add([response for response, _ in first.values()])
            unit.outbox.add(*(message for response, message in first.values() if response.id in new))
            unit.commit()
        return [card[0].id in new and first[card[0].id] is card for card in cards]
