"""What the use cases of printed cards need from the outside, as protocols."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from services.intake.application.ports import Reading, UnitOfWork
from services.intake.application.unfinished_ports import AnswerFiles
from services.intake.domain.paper_cards import Batch, BatchCount, Copy, PaperCard, Words
from services.intake.domain.print_sheets import CardSheets, Poster


class PaperCards(Protocol):
    """Printed cards, the copies of them, and their photos."""

    def add_batch(self, batch: Batch, cards: Sequence[PaperCard]) -> None:
        """Keep a batch with its cards."""
        ...

    def batches(self, survey: str) -> list[BatchCount]:
        """The batches of a survey and how far each is, the newest first."""
        ...

    def batch(self, id_: str) -> tuple[Batch, list[str]] | None:
        """A batch and the numbers of its cards, in the order of their numbers; None when there is none."""
        ...

    def add(self, card: PaperCard) -> None:
        """Keep a card that is in no batch; nothing happens when its number is there."""
        ...

    def find(self, number: str) -> PaperCard | None:
        """The card of this number, None when there is none."""
        ...

    def take(self, number: str) -> PaperCard | None:
        """The same, and until this transaction ends nobody else takes it."""
        ...

    def count_as(self, number: str, response_id: str) -> None:
        """Note which response a card's words are now."""
        ...

    def words(self, response_id: str) -> Words | None:
        """What a stored response says, None when it is not there."""
        ...

    def copies(self, number: str) -> list[Copy]:
        """The copies of a card, the first first."""
        ...

    def copy(self, id_: str) -> Copy | None:
        """The copy of this id, None when there is none."""
        ...

    def differing(self, survey: str) -> list[Copy]:
        """The copies of a survey's cards that wait for a decision, the first first."""
        ...

    def keep(self, copy: Copy) -> None:
        """Keep a copy, in place of one with its id."""
        ...

    def keep_photo(self, number: str, photo: bytes) -> None:
        """Keep a card's photo, in place of the one it had."""
        ...

    def photo(self, number: str) -> bytes | None:
        """A card's photo, None when it has none."""
        ...


class ShortAddresses(Protocol):
    """Codes that stand for a survey's form with a query."""

    def keep(self, code: str, address: "ShortAddress") -> None:
        """Keep what a code stands for; nothing happens when it is there."""
        ...

    def find(self, code: str) -> "ShortAddress | None":
        """What a code stands for, None when for nothing."""
        ...


@dataclass(frozen=True, slots=True)
class ShortAddress:
    """A survey's form, and the query that says which event, session, cohort, source or language it is for."""

    team_id: str
    survey: str
    query: Mapping[str, str]


class PaperReading(Reading, Protocol):
    """A look that shows cards too."""

    @property
    def cards(self) -> PaperCards:
        """Printed cards and their copies."""
        ...

    @property
    def addresses(self) -> ShortAddresses:
        """Short addresses."""
        ...

    @property
    def files(self) -> AnswerFiles:
        """The files that people gave."""
        ...


class PaperUnit(UnitOfWork, PaperReading, Protocol):
    """A transaction in which cards, responses and messages change together."""


class Printer(Protocol):
    """Draws what is printed, as PDF, and codes as pictures."""

    def cards(self, sheets: CardSheets) -> bytes:
        """Cards for paper of A4, each side in its language."""
        ...

    def poster(self, poster: Poster) -> bytes:
        """One page to hang up."""
        ...

    def picture(self, address: str, kind: str) -> bytes:
        """The code of an address as a picture of this kind: svg or png."""
        ...
