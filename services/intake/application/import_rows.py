"""A file of cards comes in: every row is stored exactly once, or its line is named with the reason."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from services.intake.application.accept_response import recognised
from services.intake.application.desk import Desk
from services.intake.application.list_surveys import find_survey
from services.intake.application.ports import Reading
from services.intake.domain.errors import AlreadyWithdrawn, Fault, IdConflict, InvalidAnswers
from services.intake.domain.responses import Response
from services.intake.domain.surveys import Survey
from services.intake.importers.cards import Card, Columns, cards
from services.intake.importers.table import Refusal, Table

# Few rows a transaction: whoever fills in the form meanwhile waits for one of them at most.
_BATCH = 50


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of rows: how many were `stored` or `known` from before, and the `refused` ones by line.

    `ignored` are the columns that mean nothing to the survey; they were not stored.
    """

    stored: int
    known: int
    refused: tuple[Refusal, ...]
    ignored: tuple[str, ...] = ()


def import_rows(table: Table, slug: str, *, desk: Desk, after_batch: Callable[[int], None]) -> Imported:
    """Store a table's rows as responses to a survey, which may be closed, and promise their analysis.

    `after_batch` is told how many rows were looked at, outside of any transaction. Raises SurveyNotFound,
    UnreadableFile, StorageAway; what was stored before stays, and importing again goes on from there.
    """
    survey = find_survey(slug, reading=desk.open_reading())
    ignored = Columns.of(table, survey).ignored
    stored, known, refused = 0, 0, list(table.refused)
    for batch in _batches(cards(table, survey)):
        told = _store(batch, survey, desk)
        stored, known = stored + told.stored, known + told.known
        refused += told.refused
        after_batch(len(batch))
    refused.sort(key=lambda refusal: refusal.line)
    return Imported(stored, known, tuple(refused), ignored)


def _store(batch: Sequence[Card | Refusal], survey: Survey, desk: Desk) -> Imported:
    """Store in one transaction what can be stored."""
    looked_at = [_accepted(item, survey, desk) if isinstance(item, Card) else item for item in batch]
    refused = [item for item in looked_at if isinstance(item, Refusal)]
    sound = [item for item in looked_at if not isinstance(item, Refusal)]
    first: dict[str, Response] = {}
    for _, response in sound:
        first.setdefault(response.id, response)
    with desk.open_unit() as uow:
        new = uow.responses.add(list(first.values()))
        uow.outbox.add(*(response.received() for response in first.values() if response.id in new))
        repeated = [card for card, response in sound if response.id not in new or first[response.id] is not response]
        refused += [refusal for card in repeated if (refusal := _conflict(card, uow))]
        uow.commit()
    return Imported(len(new), len(batch) - len(new) - len(refused), tuple(refused))


def _accepted(card: Card, survey: Survey, desk: Desk) -> tuple[Card, Response] | Refusal:
    try:
        return card, survey.accept(card.submission, at=desk.clock.now())
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


def _batches(items: Iterable[Card | Refusal]) -> Iterator[list[Card | Refusal]]:
    coming = iter(items)
    while batch := list(islice(coming, _BATCH)):
        yield batch
