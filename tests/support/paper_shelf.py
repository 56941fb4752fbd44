"""What the fakes of printed cards keep, beside the rest of a shelf."""

from dataclasses import dataclass, field
from typing import Self

from services.intake.application.card_ports import ShortAddress
from services.intake.domain.paper_cards import Batch, Copy, CopyState, PaperCard


@dataclass
class PaperShelf:
    """Batches, cards, copies, photos and short addresses, by their keys."""

    batches: dict[str, Batch] = field(default_factory=dict)
    cards: dict[str, PaperCard] = field(default_factory=dict)
    copies: dict[str, Copy] = field(default_factory=dict)
    photos: dict[str, bytes] = field(default_factory=dict)
    addresses: dict[str, ShortAddress] = field(default_factory=dict)

    def __copy__(self) -> Self:
        return type(self)(*(dict(kept) for kept in vars(self).values()))

    def forget(self, response_id: str) -> set[str]:
        """Take away what is kept of a withdrawn response's card; the texts of the copies that waited."""
        texts: set[str] = set()
        numbers = {number for number, card in self.cards.items() if card.response_id == response_id}
        for copy in list(self.copies.values()):
            if copy.number in numbers and copy.state is not CopyState.APART:
                texts |= set(copy.answers.values())
                self.copies[copy.id] = copy.settled(CopyState.SET_ASIDE)
        apart = {copy.number for copy in self.copies.values() if copy.response_id == response_id}
        for number in numbers | apart:
            self.photos.pop(number, None)
        return texts
