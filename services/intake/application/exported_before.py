"""Rows of our own export whose responses are here already: none is stored twice, and none comes back withdrawn."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from services.intake.application.ports import Reading, UnitOfWork
from services.intake.application.store_cards import Stored, store_cards
from services.intake.domain.errors import AlreadyWithdrawn, Fault
from services.intake.domain.responses import State
from services.intake.importers.cards import Card
from services.intake.importers.incoming import Source
from services.intake.importers.incoming_rows import Incoming
from services.intake.importers.table import Refusal
from shared.contracts.exported_table import name_of


@dataclass(frozen=True, slots=True)
class ExportedBefore:
    """The names that exports give to responses: those of the survey that are `stored`, and all that were `withdrawn`.

    A file may hold words that were withdrawn after it was made; whichever survey it comes into, they stay away.
    """

    source: Source
    stored: frozenset[str]
    withdrawn: frozenset[str]

    @classmethod
    def into(cls, source: Source, reading: Reading) -> "ExportedBefore":
        """What is known when a file begins to come in; nothing for files that adborth did not export."""
        if not source.own_export:
            return cls(source, frozenset(), frozenset())
        with reading:
            ledgers = reading.responses.ledger()
        mine = [ids for ledger in ledgers if ledger.survey == source.survey.slug for ids in ledger.ids.values()]
        gone = _names(ledger.ids.get(State.WITHDRAWN, frozenset()) for ledger in ledgers)
        return cls(source, _names(mine) - gone, gone)

    def store(self, batch: Sequence[Incoming], *, unit: UnitOfWork, at: datetime) -> Stored:
        """Store the rows whose responses are not there; those of withdrawn ones are refused. Whoever calls commits."""
        new = [self._judged(row) for row in batch if self._name(row) not in self.stored]
        told = store_cards(new, self.source.survey, unit=unit, at=at)
        return replace(told, known=told.known + len(batch) - len(new))

    def _judged(self, row: Incoming) -> Card | Refusal:
        if self._name(row) in self.withdrawn:
            return Refusal(row.line, (Fault(AlreadyWithdrawn.code),))
        return row.item

    def _name(self, row: Incoming) -> str:
        return self.source.reference(row)


def _names(ids: Iterable[Collection[str]]) -> frozenset[str]:
    return frozenset(name_of(id_) for some in ids for id_ in some)
