"""Every message has a reader, every reader a queue, and every queue a place for its dead."""

import pytest
from sqlalchemy import event

from services.analysis.entrypoints.messages import MessageHandler as AnalysisHandler
from services.embedded import House
from shared.broker.topology import DEAD_EXCHANGE, EXCHANGE, queues
from shared.contracts.clock import SystemClock
from shared.contracts.names import SUBSCRIPTIONS, MessageName, Service
from shared.contracts.schemas import decode
from tests.support.fakes_analysis import fixed_coders, nothing_noticed
from tests.unit.contracts.test_schemas import GOLDEN

NOT_YET: set[MessageName] = set()
"""Named, and neither sent nor heard so far: whoever sends one takes it out of here."""


def test_every_message_is_heard_by_somebody():
    heard = frozenset().union(*SUBSCRIPTIONS.values())
    assert heard == set(MessageName) - NOT_YET


def test_every_service_has_a_queue_bound_to_what_it_hears():
    bound = {queue.name: queue.routing_keys for queue in queues() if queue.exchange == EXCHANGE}
    assert bound == {f"{service}.in": tuple(sorted(SUBSCRIPTIONS[service])) for service in Service}


def test_every_queue_is_a_quorum_queue_and_has_a_place_for_its_dead():
    dead = {(queue.exchange, key): queue for queue in queues() for key in queue.routing_keys}
    for queue in queues():
        assert queue.arguments["x-queue-type"] == "quorum"
        if queue.exchange == EXCHANGE:
            arguments = queue.arguments
            place = (arguments["x-dead-letter-exchange"], arguments["x-dead-letter-routing-key"])
            assert place in dead
            assert place[0] == DEAD_EXCHANGE
            assert arguments["x-dead-letter-strategy"] == "at-least-once"
            assert arguments["x-overflow"] == "reject-publish", "without it dead-lettering is at most once"
            assert arguments["x-delivery-limit"] >= 100


@pytest.mark.parametrize("service", list(Service))
def test_every_service_handles_each_message_it_hears(service, tmp_path):
    house = House(tmp_path)
    house.migrate()
    (part,) = [part for part in house.parts if part.service is service]
    analysis = AnalysisHandler(fixed_coders({}), nothing_noticed, SystemClock())
    handle = analysis if service is Service.ANALYSIS else part.consumer._handle
    said: list[str] = []
    event.listen(part.database.engine, "before_cursor_execute", lambda *told: said.append(told[2]))
    for name in sorted(SUBSCRIPTIONS[service]):
        message = decode((GOLDEN / f"{name.value}.json").read_bytes())
        with part.open_unit() as unit:
            said.clear()
            handle([message], unit)
            assert said, f"{service.value} hears {name.value} and does nothing"
    house.close()
