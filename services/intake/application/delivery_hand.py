"""What a worker knows while it handles a few deliveries together: their connections, surveys and what they say."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from services.intake.application.connection_desk import ConnectionDesk
from services.intake.application.connection_ports import ConnectionUnit
from services.intake.application.foreign_counter import Counter, judged_at
from services.intake.application.known_responses import KnownResponses
from services.intake.application.read_delivery import deletes, read_delivery
from services.intake.application.take_back_foreign import take_back
from services.intake.application.take_foreign_response import take_response
from services.intake.domain.connections import Connection
from services.intake.domain.deliveries import Delivery, DeliveryState
from services.intake.domain.deliveries import Outcome as Became
from services.intake.domain.surveys import Survey
from services.intake.providers.provider import PARTLY_UNREADABLE, Outcome, Reading

_WHOLE = {
    Outcome.ACK_ONLY: DeliveryState.ACKNOWLEDGED,
    Outcome.UPDATE_META: DeliveryState.ACKNOWLEDGED,
    Outcome.QUARANTINE: DeliveryState.PUT_ASIDE,
    Outcome.REJECT: DeliveryState.PUT_ASIDE,
    Outcome.FETCH_REQUIRED: DeliveryState.FETCH_WANTED,
}


class DeliveryHand:
    """Reads and settles deliveries inside one unit of work; what is learnt of a tool's questions is kept there too.

    Until that ends nobody else handles what these connections delivered: a response is never taken by two at once.
    """

    def __init__(self, unit: ConnectionUnit, desk: ConnectionDesk, connections: Iterable[str]) -> None:
        self._unit = unit
        self._desk = desk
        # In the order of their ids, so that two workers never wait for each other in a circle.
        taken = [unit.connections.take(id_) for id_ in sorted(connections)]
        self._connections = {each.id: each for each in taken if each is not None and each.deleted_at is None}
        slugs = sorted({each.survey for each in self._connections.values()})
        self._surveys = {slug: unit.surveys.find(slug) for slug in slugs}
        self._known = KnownResponses(unit)

    def read(self, delivery: Delivery) -> Reading:
        """What a delivery says; one whose connection is gone says nothing any more."""
        tool = self._desk.providers.get(delivery.provider) if self._connection(delivery) else None
        return read_delivery(delivery, tool)

    def look_up(self, read: Sequence[tuple[Delivery, Reading]]) -> None:
        """Ask together for what is stored of the responses in these."""
        ids = {
            connection.response_id(response)
            for delivery, reading in read
            if (connection := self._connection(delivery))
            for response in reading.responses
        }
        self._known.look_up(sorted(ids))

    def settle(self, delivery: Delivery, reading: Reading) -> Delivery:
        """Do what a delivery says, and tell what became of it."""
        now, connection = self._desk.clock.now(), self._connection(delivery)
        is_about = reading.outcome in {Outcome.STORE, Outcome.STORE_PARTIAL} or deletes(reading)
        if not is_about or connection is None:
            return delivery.settled(_WHOLE.get(reading.outcome, DeliveryState.PUT_ASIDE), reading.reason, now)
        survey = self._surveys[connection.survey]
        if survey is None:
            return delivery.settled(DeliveryState.PUT_ASIDE, "survey-not-found", now)
        connection = self._learnt(connection, reading, survey)
        counter = Counter(
            delivery_id=delivery.id,
            connection=connection,
            survey=survey,
            unit=self._unit,
            known=self._known,
            receipts=self._desk.receipts,
            at=judged_at(survey, delivery.received_at, now),
        )
        take = take_back if deletes(reading) else take_response
        outcomes = [take(response, counter=counter) for response in reading.responses]
        if reading.reason == PARTLY_UNREADABLE:
            outcomes.append(Became(response_id="", state=DeliveryState.PUT_ASIDE, reason=PARTLY_UNREADABLE))
        settled = delivery.handled(outcomes, now)
        return replace(settled, payload=None) if settled.refuses_words else settled

    def _connection(self, delivery: Delivery) -> Connection | None:
        return self._connections.get(delivery.connection_id)

    def _learnt(self, connection: Connection, reading: Reading, survey: Survey) -> Connection:
        """The connection with what this reading shows of the tool's questions; a person's decisions are kept."""
        answers = [answer for response in reading.responses for answer in response.answers]
        learnt = replace(connection, mapping=connection.mapping.learnt(answers, survey))
        if learnt == connection:
            return connection
        self._unit.connections.keep(learnt)
        self._connections[connection.id] = learnt
        return learnt
