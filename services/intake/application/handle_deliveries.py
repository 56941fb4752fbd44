"""The worker looks into what tools delivered: each is handled once, and what can't be is put aside, not lost."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from services.intake.application.connection_desk import ConnectionDesk
from services.intake.application.delivery_hand import DeliveryHand
from services.intake.domain.deliveries import ANSWERS_LEFT_OUT, KEPT_FOR, DeliveryState, is_kept

_AT_ONCE: Final = 50
_MOST_TRIES: Final = 5
_FORGOTTEN_AT_ONCE: Final = 500
LEASE: Final = timedelta(seconds=15)
"""How long a worker that took deliveries in hand has before another takes them."""


def take_in_hand(*, desk: ConnectionDesk) -> list[list[str]]:
    """The ids of deliveries that wait, by what is handled in one transaction; [] when none waits. Raises StorageAway.

    What was in hand when a worker ended may be what ended it: it must not take others along again, so that it is
    tried alone, a few times, and then put aside.
    """
    now = desk.clock.now()
    with desk.open_reading() as reading:
        if not reading.deliveries.is_due(DeliveryState.RECEIVED, now):
            return []
    with desk.open_unit() as unit:
        claimed = unit.deliveries.claim(DeliveryState.RECEIVED, now, _AT_ONCE, now + LEASE)
        unit.commit()
    fresh = [each.id for each in claimed if each.tries == 1]
    tried = [[each.id] for each in claimed if 1 < each.tries <= _MOST_TRIES]
    for each in claimed:
        if each.tries > _MOST_TRIES:
            give_up(each.id, desk=desk)
    return [batch for batch in (fresh, *tried) if batch]


def handle_together(ids: Sequence[str], *, desk: ConnectionDesk) -> None:
    """Handle these deliveries in one transaction; those that another worker has in hand are left to it.

    Raises StorageAway. Whatever else is raised comes of one of them: hand them in one by one then.
    """
    with desk.open_unit() as unit:
        held = unit.deliveries.hold(ids, DeliveryState.RECEIVED)
        hand = DeliveryHand(unit, desk, {delivery.connection_id for delivery in held})
        read = [(delivery, hand.read(delivery)) for delivery in held]
        hand.look_up(read)
        unit.deliveries.keep([hand.settle(delivery, reading) for delivery, reading in read])
        unit.commit()


def give_up(id_: str, *, desk: ConnectionDesk) -> None:
    """Put a delivery aside that nobody could handle, whatever the reason. Raises StorageAway."""
    with desk.open_unit() as unit:
        held = unit.deliveries.hold([id_], DeliveryState.RECEIVED)
        now = desk.clock.now()
        unit.deliveries.keep([each.settled(DeliveryState.PUT_ASIDE, "handling-failed", now) for each in held])
        unit.commit()


def forget_payloads(*, desk: ConnectionDesk) -> int:
    """Forget what was sent by deliveries that were handled long enough ago; how many. Raises StorageAway."""
    states = [state for state in DeliveryState if not is_kept(state)]
    before = desk.clock.now() - KEPT_FOR
    forgotten = 0
    while True:
        with desk.open_unit() as unit:
            found = unit.deliveries.forget_payloads(states, ANSWERS_LEFT_OUT, before, _FORGOTTEN_AT_ONCE)
            unit.commit()
        forgotten += found
        if found < _FORGOTTEN_AT_ONCE:
            return forgotten
