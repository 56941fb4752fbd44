"""A store with a connection, and short ways to deliver and to handle, for tests of deliveries."""

import json

from services.intake.application.connect_survey import Wish, change_connection, connect_survey
from services.intake.application.handle_deliveries import handle_together, take_in_hand
from services.intake.application.publish_survey import publish_survey
from services.intake.application.receive_delivery import receive_delivery
from services.intake.domain.connections import Connection
from services.intake.domain.deliveries import Delivery, Payload
from services.intake.domain.survey_changes import Author
from shared.contracts.names import MessageName
from tests.support.fakes_connections import FakeConnecting
from tests.support.fakes_intake import FakeUnit
from tests.support.surveys import a_survey
from tests.support.tool_calls import TYPEFORM_SECRET, typeform_call

OLWEN = Author(id="p1", name="Olwen", team_id="default")
RECEIVED, REVISED = MessageName.RESPONSE_RECEIVED, MessageName.RESPONSE_REVISED


class Bench:
    """A store, a connection of it, and short ways to send and handle."""

    def __init__(self, provider: str = "typeform") -> None:
        self.store = FakeConnecting()
        publish_survey(a_survey(), uow=FakeUnit(self.store), clock=self.store.clock)
        self.desk = self.store.connecting()
        self.connection = connect_survey("card", provider, TYPEFORM_SECRET, author=OLWEN, desk=self.desk).connection

    def send(self, body: bytes) -> str:
        """Deliver and give the delivery's id."""
        before = set(self.store.shelf.connecting.deliveries)
        receive_delivery("typeform", self.connection.id, typeform_call(body), desk=self.desk)
        [new] = set(self.store.shelf.connecting.deliveries) - before
        self.store.clock.move(seconds=1)
        return new

    def put(self, body: bytes, **headers: str) -> str:
        """Keep a delivery that was verified elsewhere."""
        now = self.store.clock.now()
        delivery = Delivery(
            id=f"d{len(self.store.shelf.connecting.deliveries)}",
            connection_id=self.connection.id,
            team_id="default",
            survey="card",
            provider=self.connection.provider,
            received_at=now,
            next_at=now,
            payload=Payload(headers=headers, body=body),
        )
        self.desk.box.keep(delivery)
        self.store.clock.move(seconds=1)
        return delivery.id

    def handle(self) -> None:
        while batches := take_in_hand(desk=self.desk):
            for ids in batches:
                handle_together(ids, desk=self.desk)

    def sent(self, *bodies: bytes) -> list[tuple[str, str]]:
        """State and reason of each after all were delivered and handled, one after the other."""
        found = []
        for body in bodies:
            id_ = self.send(body)
            self.handle()
            found.append(self.became(id_))
        return found

    def became(self, id_: str) -> tuple[str, str]:
        delivery = self.store.shelf.connecting.deliveries[id_]
        return delivery.state.value, delivery.reason

    def delivery(self, id_: str) -> Delivery:
        return self.store.shelf.connecting.deliveries[id_]

    def wish(self, **wished: object) -> Connection:
        return change_connection(self.connection.id, "card", Wish(**wished), author=OLWEN, desk=self.desk)

    @property
    def texts(self) -> list[str]:
        kept = self.store.shelf.responses.values()
        return sorted(answer.text for response in kept for answer in response.answers)


def formbricks(text: str, *, finished: bool, at: str = "2026-11-22T11:59:00Z", event: str = "responseUpdated") -> bytes:
    data = {"id": "r1", "surveyId": "s1", "finished": finished, "language": "en", "createdAt": at, "updatedAt": at}
    told = {"webhookId": "w1", "event": event, "data": data | {"data": {"q_next": text}}}
    return json.dumps(told).encode()


def surveymonkey_deletion() -> bytes:
    told = {"event_type": "response_deleted", "event_id": "e2", "object_id": "333", "resources": {"survey_id": "111"}}
    return json.dumps(told).encode()
