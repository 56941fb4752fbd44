"""What became of one printed card, for whoever holds it in their hand."""

from dataclasses import dataclass
from enum import StrEnum

from services.intake.application.card_copies import held
from services.intake.application.paper_desk import PaperDesk
from services.intake.domain.paper_cards import Copy, PaperCard, read_number
from services.intake.domain.paper_errors import CardNotFound
from services.intake.domain.responses import State
from services.intake.domain.surveys import Survey


class Standing(StrEnum):
    """Whether a card counts: not typed yet, waits for its second person or a decision, counts, or was taken back."""

    BLANK = "blank"
    WAITS = "waits"
    COUNTS = "counts"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSeen:
    """A card, where it stands, and what came in for it, the first first."""

    card: PaperCard
    standing: Standing
    copies: tuple[Copy, ...]
    has_photo: bool


def look_up_card(typed: str, survey: Survey, *, desk: PaperDesk) -> CardSeen:
    """The survey's card of this number, however it was typed. Raises CardNotFound."""
    number = read_number(typed) or ""
    with desk.open_reading() as reading:
        card = reading.cards.find(number)
        if card is None or card.survey != survey.slug:
            raise CardNotFound(number=number)
        copies = reading.cards.copies(number)
        response = reading.responses.standings([card.response_id]).get(card.response_id)
        has_photo = reading.cards.photo(number) is not None
    if response is None:
        standing = Standing.WAITS if held(copies) else Standing.BLANK
    else:
        standing = Standing.WITHDRAWN if response.state is State.WITHDRAWN else Standing.COUNTS
    return CardSeen(card=card, standing=standing, copies=tuple(copies), has_photo=has_photo)
