"""Printed cards without a database, printer or photographs: what their use cases are tested with."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from services.intake.application.card_ports import ShortAddress
from services.intake.application.paper_desk import PaperDesk
from services.intake.domain.paper_cards import Batch, BatchCount, Copy, CopyState, PaperCard, Words
from services.intake.domain.print_sheets import CardSheets, Poster
from tests.support.fakes_intake import FakeStore, FakeUnit, Shelf
from tests.support.fakes_receipts import RECEIPTS
from tests.support.fakes_unfinished import FakeFiles


class FakePaperCards:
    """The port PaperCards on a shelf."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf, self._kept = shelf, shelf.paper

    def add_batch(self, batch: Batch, cards: Sequence[PaperCard]) -> None:
        self._kept.batches[batch.id] = batch
        self._kept.cards |= {card.number: card for card in cards}

    def batches(self, survey: str) -> list[BatchCount]:
        found = [batch for batch in self._kept.batches.values() if batch.survey == survey]
        return [self._count(batch) for batch in sorted(found, key=lambda batch: batch.printed_at, reverse=True)]

    def batch(self, id_: str) -> tuple[Batch, list[str]] | None:
        batch = self._kept.batches.get(id_)
        return (batch, self._numbers(batch)) if batch else None

    def add(self, card: PaperCard) -> None:
        self._kept.cards.setdefault(card.number, card)

    def find(self, number: str) -> PaperCard | None:
        return self._kept.cards.get(number)

    take = find

    def count_as(self, number: str, response_id: str) -> None:
        self._kept.cards[number] = replace(self._kept.cards[number], response_id=response_id)

    def words(self, response_id: str) -> Words | None:
        response = self._shelf.responses.get(response_id)
        if response is None:
            return None
        texts = {answer.question: answer.text for answer in response.answers}
        return Words(response.language, texts, response.survey_version)

    def copies(self, number: str) -> list[Copy]:
        return self._sorted(copy for copy in self._kept.copies.values() if copy.number == number)

    def copy(self, id_: str) -> Copy | None:
        return self._kept.copies.get(id_)

    def differing(self, survey: str) -> list[Copy]:
        waiting = (copy for copy in self._kept.copies.values() if copy.state is CopyState.DIFFERS)
        return self._sorted(copy for copy in waiting if copy.survey == survey)

    def keep(self, copy: Copy) -> None:
        self._kept.copies[copy.id] = copy

    def keep_photo(self, number: str, photo: bytes) -> None:
        self._kept.photos[number] = photo

    def photo(self, number: str) -> bytes | None:
        return self._kept.photos.get(number)

    def _numbers(self, batch: Batch) -> list[str]:
        return sorted(number for number, card in self._kept.cards.items() if card.batch == batch.id)

    def _count(self, batch: Batch) -> BatchCount:
        numbers = self._numbers(batch)
        copies = [copy for copy in self._kept.copies.values() if copy.number in numbers]

        def cards(*states: CopyState) -> int:
            return len({copy.number for copy in copies if copy.state in states})

        return BatchCount(
            batch=batch,
            cards=len(numbers),
            typed=cards(*CopyState),
            confirmed=cards(CopyState.CONFIRMED),
            held=cards(CopyState.HELD),
            differing=cards(CopyState.DIFFERS),
        )

    @staticmethod
    def _sorted(copies: Iterable[Copy]) -> list[Copy]:
        return sorted(copies, key=lambda copy: (copy.at, copy.id))


class FakeShortAddresses:
    """The port ShortAddresses on a shelf."""

    def __init__(self, shelf: Shelf) -> None:
        self._kept = shelf.paper.addresses

    def keep(self, code: str, address: ShortAddress) -> None:
        self._kept.setdefault(code, address)

    def find(self, code: str) -> ShortAddress | None:
        return self._kept.get(code)


class FakePaperUnit(FakeUnit):
    """The port PaperUnit."""

    def __enter__(self) -> Self:
        super().__enter__()
        self.cards, self.addresses = FakePaperCards(self._copy), FakeShortAddresses(self._copy)
        self.files = FakeFiles(self._copy)
        return self


@dataclass
class FakePrinter:
    """Remembers what it was asked to draw."""

    drawn: list[CardSheets | Poster] = field(default_factory=list)

    def cards(self, sheets: CardSheets) -> bytes:
        self.drawn.append(sheets)
        return b"cards"

    def poster(self, poster: Poster) -> bytes:
        self.drawn.append(poster)
        return b"poster"

    def picture(self, address: str, kind: str) -> bytes:
        return f"{kind} of {address}".encode()


def paper_desk(store: FakeStore, printer: FakePrinter | None = None) -> PaperDesk:
    """A desk of printed cards on a store; its numbers are counted instead of drawn."""
    counted = itertools.count(1)
    return PaperDesk(
        open_unit=lambda: FakePaperUnit(store),
        open_reading=lambda: FakePaperUnit(store),
        clock=store.clock,
        receipts=RECEIPTS,
        printer=printer or FakePrinter(),
        clean_photo=lambda given: b"clean " + given,
        random_bits=lambda _bits: next(counted) * 7919,
    )
