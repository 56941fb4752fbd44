"""What outbox, relay and consumer promise together, on both brokers and both databases."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

import pytest
from sqlalchemy.exc import OperationalError

from shared.broker.port import Outcome, Parcel
from shared.contracts.clock import SystemClock
from shared.contracts.names import SUBSCRIPTIONS, MessageName, Service
from shared.contracts.schemas import encode
from shared.observability import correlation
from shared.outbox.backlog import Backlog
from shared.outbox.relay import Relay
from tests.support.delivery.service import SomeService, delivery, withdrawn
from tests.support.servers.waiting import wait_until


@pytest.fixture
def service(database, broker) -> SomeService:
    made = SomeService(database, Service.REPORTS)
    broker.subscribe(Service.REPORTS, made.consumer)
    broker.subscribe(Service.ANALYSIS, lambda _parcels: None)
    broker.subscribe(Service.INTAKE, lambda _parcels: None)
    return made


@contextmanager
def relaying(service: SomeService, broker) -> Iterator[Relay]:
    relay = Relay(service.service, service.database, delivery, broker.publisher, SystemClock())
    stop = Event()
    thread = Thread(target=relay.run, args=(stop,))
    thread.start()
    try:
        yield relay
    finally:
        stop.set()
        thread.join(15)


def test_what_is_committed_takes_effect_once(service, broker):
    service.tell(*[f"r{i}" for i in range(450)])
    with relaying(service, broker):
        wait_until(lambda: len(service.effects()) == 450 and service.unsent() == 0, 15, what="450 effects")
    assert set(service.effects().values()) == {1}


def test_what_is_not_committed_is_never_told(service, broker):
    with service.open_unit() as unit:
        unit.outbox.add(withdrawn("ghost"))
    assert Relay(service.service, service.database, delivery, broker.publisher, SystemClock()).run_once() == 0
    assert service.effects() == {}


def test_a_message_told_three_times_takes_effect_once(service, broker):
    message = withdrawn("r1")
    parcel = Parcel(message.id, message.name.value, message.subject, encode(message))
    for _ in range(3):
        assert broker.publisher.publish([parcel]) == {message.id: Outcome.ACK}
    wait_until(lambda: service.effects() == {"r1": 1}, 10, what="one effect")


def test_sent_words_are_emptied(service, broker):
    service.tell("r1")
    with relaying(service, broker):
        wait_until(lambda: service.unsent() == 0, 10, what="sent")
    with service.database.read() as connection:
        assert connection.execute(delivery.outbox.select()).one().body == b""


def test_a_database_that_was_away_gets_the_batch_again(service, broker):
    service.faults = [OperationalError("x", {}, sqlite3.OperationalError("disk I/O error")) for _ in range(2)]
    service.tell("r1", "r2")
    with relaying(service, broker):
        wait_until(lambda: service.effects() == {"r1": 1, "r2": 1}, 15, what="effects")
    assert service.parked() == set()


def test_one_poison_is_parked_and_the_others_take_effect(service, broker):
    service.poisons = {"r7"}
    service.tell(*[f"r{i}" for i in range(20)])
    with relaying(service, broker):
        wait_until(lambda: len(service.effects()) == 19 and service.parked() == {"r7"}, 15, what="19 and 1")
    assert service.consumer.replay() == (0, 1)
    service.poisons = set()
    assert service.consumer.replay() == (1, 1)
    assert service.effects()["r7"] == 1
    assert service.parked() == set()


def test_the_story_of_a_poison_ends_with_it(service):
    service.poisons = {"r1"}
    message = withdrawn("r1")
    correlation.bind("what-went-before")
    service.consumer([Parcel(message.id, message.name.value, message.subject, encode(message))])
    assert service.parked() == {"r1"}
    assert service.consumer.replay() == (0, 1)
    assert correlation.current() == "what-went-before"


def test_a_body_that_cannot_be_read_is_parked_under_its_subject(service, broker):
    broker.publisher.publish([Parcel("broken", MessageName.RESPONSE_WITHDRAWN.value, "r1", b"{")])
    wait_until(lambda: service.parked() == {"r1"}, 10, what="parked")


def test_a_name_that_nobody_hears_is_said_to_be_unroutable(service, broker):
    assert broker.publisher.publish([Parcel("p", "nobody.hears.v1", "", b"")]) == {"p": Outcome.UNROUTABLE}


def test_what_is_unroutable_stays_in_the_outbox(service, broker, monkeypatch):
    monkeypatch.setitem(SUBSCRIPTIONS, Service.REPORTS, frozenset())
    with service.open_unit() as unit:
        message = withdrawn("r1")
        unit.outbox.add(message)
        unit.commit()
    with service.database.write() as connection:
        connection.execute(delivery.outbox.update().values(name="nobody.hears.v1"))
    relay = Relay(service.service, service.database, delivery, broker.publisher, SystemClock())
    assert relay.run_once() == 0
    assert Backlog(service.database, delivery, SystemClock()).waiting().unsent == 1
    assert relay.run_once() == 0, "it waits before the next try"


def test_what_was_not_taken_a_thousand_times_holds_nothing_else_up(service, broker):
    service.tell("r1", "r2")
    with service.database.write() as connection:
        stuck = delivery.outbox.update().where(delivery.outbox.c.subject == "r1")
        connection.execute(stuck.values(name="nobody.hears.v1", attempts=5000))
    relay = Relay(service.service, service.database, delivery, broker.publisher, SystemClock())
    assert relay.run_once() == 1
    assert Backlog(service.database, delivery, SystemClock()).waiting().unsent == 1
