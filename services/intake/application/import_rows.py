"""A file of cards comes in at once: every row is stored exactly once, or its line is named with the reason."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from services.intake.application.desk import Desk
from services.intake.application.exported_before import ExportedBefore
from services.intake.application.list_surveys import find_survey
from services.intake.application.store_cards import Stored, store_cards
from services.intake.domain.surveys import Survey
from services.intake.importers.cards import Card, Columns, cards
from services.intake.importers.incoming import Source
from services.intake.importers.incoming_rows import Incoming
from services.intake.importers.table import Refusal, Table

# Few rows a transaction: whoever fills in the form meanwhile waits for one of them at most.
BATCH = 50
Item = TypeVar("Item")


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
    for batch in batches(cards(table, survey)):
        told = _store(batch, survey, desk)
        stored, known = stored + told.stored, known + told.known
        refused += told.refused
        after_batch(len(batch))
    refused.sort(key=lambda refusal: refusal.line)
    return Imported(stored, known, tuple(refused), ignored)


def import_source(
    source: Source, *, desk: Desk, refuse: Callable[[Incoming, Refusal], None], after_batch: Callable[[int], None]
) -> Stored:
    """The same for a file that is read from the disk as it goes: nothing of it is held but what was refused.

    `refuse` is told each row that was not stored, with its cells.
    """
    stored, known = 0, 0
    told: list[Refusal] = []
    before = ExportedBefore.into(source, desk.open_reading())
    for batch in batches(source.rows()):
        with desk.open_unit() as unit:
            found = before.store(batch, unit=unit, at=desk.clock.now())
            unit.commit()
        stored, known = stored + found.stored, known + found.known
        for row, refusal in refusals_of(batch, found):
            refuse(row, refusal)
            told.append(refusal)
        after_batch(len(batch))
    return Stored(stored, known, tuple(told))


def refusals_of(batch: Sequence[Incoming], found: Stored) -> Iterator[tuple[Incoming, Refusal]]:
    """The rows of a batch that were refused, each with the reason, in their order."""
    by_line = {row.line: row for row in batch}
    for refusal in sorted(found.refused, key=lambda refusal: refusal.line):
        yield by_line[refusal.line], refusal


def batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    """The items, a few at a time."""
    coming = iter(items)
    while batch := list(islice(coming, BATCH)):
        yield batch


def _store(batch: Sequence[Card | Refusal], survey: Survey, desk: Desk) -> Stored:
    """Store in one transaction what can be stored."""
    with desk.open_unit() as unit:
        found = store_cards(batch, survey, unit=unit, at=desk.clock.now())
        unit.commit()
    return found
