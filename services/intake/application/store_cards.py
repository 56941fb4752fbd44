"""A few cards that came in by a file are stored inside a transaction: each exactly once, or with the reason why not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.intake.application.accept_response import recognised
from services.intake.application.ports import Reading, UnitOfWork
from services.intake.domain.errors import AlreadyWithdrawn, Fault, IdConflict, InvalidAnswers
from services.intake.domain.responses import Response
from services.intake.domain.surveys import Survey
from services.intake.importers.cards import Card
from services.intake.importers.table import Refusal


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of cards: how many were `stored` or `known` from before, and the `refused` ones."""

    stored: int
    known: int
    refused: tuple[Refusal, ...]


def store_cards(batch: Sequence[Card | Refusal], survey: Survey, *, unit: UnitOfWork, at: datetime) -> Stored:
    """Store what can be stored and promise its analysis; whoever calls commits."""
    looked_at = [_accepted(item, survey, at) if isinstance(item, Card) else item for item in batch]
    refused = [item for item in looked_at if isinstance(item, Refusal)]
    sound = [item for item in looked_at if not isinstance(item, Refusal)]
    first: dict[str, Response] = {}
    for _, response in sound:
        first.setdefault(response.id, response)
    new = unit.responses.add(list(first.values()))
    unit.outbox.add(*(response.received() for response in first.values() if response.id in new))
    repeated = [card for card, response in sound if response.id not in new or first[response.id] is not response]
    refused += [refusal for card in repeated if (refusal := _conflict(card, unit))]
    return Stored(len(new), len(batch) - len(new) - len(refused), tuple(refused))


def _accepted(card: Card, survey: Survey, at: datetime) -> tuple[Card, Response] | Refusal:
    try:
        return card, survey.accept(card.submission, at=at)
    except InvalidAnswers as error:
        return Refusal(card.line, error.faults)


def _conflict(card: Card, reading: Reading) -> Refusal | None:
    """Why a row whose id is there already is no repetition; None when it is one."""
    try:
        id_ = card.submission.response_id
        recognised(card.submission, reading.responses.standings([id_]).get(id_))
    except (IdConflict, AlreadyWithdrawn) as error:
        return Refusal(card.line, (Fault(error.code),))
    return None
