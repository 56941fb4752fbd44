"""Cards are numbered and drawn for paper; a poster is drawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from services.intake.application.paper_desk import PaperDesk
from services.intake.domain.paper_cards import ATTRIBUTES, NUMBER_BITS, Batch, PaperCard, number_from, submission_of
from services.intake.domain.paper_errors import BatchNotFound, UnfitAttribute
from services.intake.domain.print_sheets import CardSheets, card_size
from services.intake.domain.question_types.hidden import Hidden
from services.intake.domain.question_types.question_type import text_fault
from services.intake.domain.submissions import Submission
from services.intake.domain.surveys import Survey
from shared.contracts.messages import message_id


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintOrder:
    """What is to be printed: `sheets` of A4, for which event, session, cohort and source, and who wants it."""

    sheets: int
    attributes: Mapping[str, str]
    double_entry: bool
    by: str


def number_cards(order: PrintOrder, survey: Survey, *, desk: PaperDesk) -> Batch:
    """Keep a batch of cards with fresh numbers, as many as the sheets hold. Raises TooLongForPaper, UnfitAttribute."""
    count = order.sheets * card_size(survey).on_a_sheet
    now = desk.clock.now()
    numbers: set[str] = set()
    while len(numbers) < count:
        numbers.add(number_from(desk.random_bits(NUMBER_BITS)))
    batch = Batch(
        id=message_id("card-batch", survey.slug, *sorted(numbers)),
        team_id=survey.team_id,
        survey=survey.slug,
        attributes=known_attributes(order.attributes),
        double_entry=order.double_entry,
        printed_at=now,
        printed_by=order.by,
    )
    with desk.open_unit() as uow:
        uow.cards.add_batch(batch, [_card(number, batch) for number in sorted(numbers)])
        uow.commit()
    return batch


def draw_cards(batch_id: str, survey: Survey, address: str, *, desk: PaperDesk) -> bytes:
    """The PDF of a batch of the survey's cards; `address` is where adborth is, such as https://feedback.example.org.

    Raises BatchNotFound, TooLongForPaper.
    """
    with desk.open_reading() as reading:
        found = reading.cards.batch(batch_id)
    if found is None or found[0].survey != survey.slug:
        raise BatchNotFound(batch=batch_id)
    batch, numbers = found
    addresses = {number: form_address(address, survey, {"card": number, **batch.attributes}) for number in numbers}
    sheets = CardSheets(
        survey=survey,
        size=card_size(survey),
        numbers=numbers,
        addresses=addresses,
        short=form_address(address, survey, {}).partition("//")[2],
    )
    return desk.printer.cards(sheets)


def new_card(survey: Survey, attributes: Mapping[str, str], number: str) -> PaperCard:
    """A card that was not printed by us: it gets a number when it is typed."""
    return PaperCard(
        number=number,
        team_id=survey.team_id,
        survey=survey.slug,
        attributes=known_attributes(attributes),
        response_id=response_of(survey.slug, number),
    )


def response_of(slug: str, number: str) -> str:
    """The id of the response that a card's first copy becomes."""
    return Submission(survey=slug, id=submission_of(number), language="", answers={}).response_id


def form_address(address: str, survey: Survey, query: Mapping[str, str]) -> str:
    """The address of a survey's form with a query."""
    asked = f"?{urlencode(query)}" if query else ""
    return f"{address.rstrip('/')}/s/{survey.slug}{asked}"


def known_attributes(given: Mapping[str, str]) -> dict[str, str]:
    """Those of event, session, cohort and source that say something.

    Raises UnfitAttribute for one that a hidden question would refuse: the form would take the card without it.
    """
    found = {name: text for name in ATTRIBUTES if (text := given.get(name, "").strip())}
    for name, text in found.items():
        if text_fault(name, text, Hidden.longest):
            raise UnfitAttribute(attribute=name, longest=Hidden.longest)
    return found


def _card(number: str, batch: Batch) -> PaperCard:
    return PaperCard(
        number=number,
        team_id=batch.team_id,
        survey=batch.survey,
        batch=batch.id,
        attributes=batch.attributes,
        double_entry=batch.double_entry,
        response_id=response_of(batch.survey, number),
    )
