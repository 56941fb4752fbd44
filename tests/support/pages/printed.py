"""Printed cards of the survey `card`, two of them typed, and the names by which addresses point to them."""

from collections.abc import Callable, Mapping
from typing import Final

from services.embedded import House
from services.intake.application.print_cards import PrintOrder, number_cards
from services.intake.application.settle_copies import differences
from services.intake.application.short_addresses import shorten
from services.intake.application.type_card import Typing, type_card
from services.intake.domain.paper_cards import NUMBER_BITS, number_from
from services.intake.domain.surveys import Survey
from shared.contracts.teams import DEFAULT_TEAM

_SLUG: Final = "card"


def furnish_cards(house: House) -> None:
    """Print cards, type one alike and one differently by two people, and shorten an address."""
    desk = house.intake.paper
    survey = _survey(house)
    order = PrintOrder(sheets=1, attributes={"event": "Gregynog"}, double_entry=True, by="Olwen Rees")
    batch = number_cards(order, survey, desk=desk)
    with desk.open_reading() as reading:
        _, [same, other, *_] = reading.cards.batch(batch.id) or (batch, [])
    for number, words in ((same, ("Mwy o amser", "Mwy o amser")), (other, ("Two hours", "Ten hours"))):
        for who, text in zip(("Mair", "Gwen"), words, strict=True):
            answers = {"q_next": text, "q_role": "nyrs"}
            typing = Typing(number=number, language="cy", answers=answers, by=who, by_name=who)
            type_card(typing, survey, desk=desk)
    shorten(survey, {"lang": "cy"}, desk=desk)


def _survey(house: House) -> Survey:
    return house.intake.paper.survey_of(_SLUG, DEFAULT_TEAM)


def _batch(house: House) -> str:
    with house.intake.paper.open_reading() as reading:
        return reading.cards.batches(_SLUG)[0].batch.id


def _differing(house: House) -> str:
    return differences(_survey(house), desk=house.intake.paper)[0].copy.id


def _number(house: House) -> str:
    return differences(_survey(house), desk=house.intake.paper)[0].card.number


def _stranger(_house: House) -> str:
    return number_from(2**NUMBER_BITS - 1)


PRINTED_NAMES: Final[Mapping[str, Callable[[House], str]]] = {
    "batch": _batch,
    "differing": _differing,
    "card_number": _number,
    "nobodys_card": _stranger,
}
