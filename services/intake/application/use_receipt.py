"""Somebody who holds a receipt looks at their response, or takes it back."""

from services.intake.application.desk import Desk
from services.intake.application.withdraw_response import withdraw_response
from services.intake.domain.errors import ReceiptUnknown
from services.intake.domain.receipts import read_code
from services.intake.domain.sent_cards import SentCard


def read_receipt(typed: str, client: str, *, desk: Desk) -> SentCard:
    """The response of a receipt, as `client` (an address) typed it.

    Raises ReceiptMistyped without a look into the storage; ReceiptUnknown or TooManyWrongReceipts, as `Guesses` says;
    StorageAway.
    """
    code = read_code(typed)
    now = desk.clock.now()
    desk.guesses.check(client, now)
    with desk.open_reading() as reading:
        card = reading.sent_cards.find(desk.receipts.key_for(code))
    if card is None:
        desk.guesses.count(client, now)
        raise ReceiptUnknown
    return card


def withdraw_by_receipt(typed: str, client: str, *, desk: Desk) -> bool:
    """Take the response of a receipt back; False when that was done before. Raises what `read_receipt` raises."""
    card = read_receipt(typed, client, desk=desk)
    return withdraw_response(card.id, uow=desk.open_unit(), clock=desk.clock)
