"""A tool says that it deleted a response: the words go here too, inside the transaction of its delivery."""

from dataclasses import replace

from services.intake.application.foreign_counter import Counter
from services.intake.application.withdraw_response import withdraw_in
from services.intake.domain.deliveries import DeliveryState, Outcome
from services.intake.domain.foreign_responses import ForeignResponse


def take_back(response: ForeignResponse, *, counter: Counter) -> Outcome:
    """Withdraw it, also when it comes only later: what was deleted is never stored. Whoever calls commits."""
    id_, unit = counter.connection.response_id(response), counter.unit
    edition = counter.known.edition(id_) or counter.first_edition(response)
    unit.editions.keep(replace(edition, deleted=True))
    if standing := counter.known.standing(id_):
        withdraw_in(standing, unit, counter.at)
    counter.known.changed(id_)
    return Outcome(response_id=id_, state=DeliveryState.ACKNOWLEDGED, reason="withdrawn")
