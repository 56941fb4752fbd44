"""Connections, deliveries and editions, on the fake, on SQLite and on PostgreSQL: the same suite."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.intake.application.connection_ports import Claimed, DeliveryQuery
from services.intake.domain.connections import Connection, Secret
from services.intake.domain.deliveries import Delivery, DeliveryState, Outcome, Payload
from services.intake.domain.foreign_editions import Edition
from services.intake.domain.mappings import Link, QuestionMapping
from services.intake.domain.responses import State
from tests.support.fakes_connections import FakeConnecting
from tests.support.fakes_intake import NOON, FakeClock
from tests.support.intake import opened_intake
from tests.support.surveys import a_submission, a_survey

SURVEY = replace(a_survey(), version=2)
SOON = NOON + timedelta(seconds=15)
LATER = NOON + timedelta(days=1)


@pytest.fixture(params=["fake", "sqlite", "postgresql"])
def desk(request, tmp_path):
    if request.param == "fake":
        yield FakeConnecting().connecting()
        return
    sqlite = f"sqlite:///{tmp_path}/intake.db"
    url = sqlite if request.param == "sqlite" else request.getfixturevalue("postgres")
    with opened_intake(url, FakeClock()) as intake:
        yield intake.connecting


def a_connection(id_: str = "c1", **changed) -> Connection:
    given = {
        "id": id_,
        "team_id": "default",
        "survey": "card",
        "provider": "typeform",
        "made_at": NOON,
        "made_by": "Olwen",
        "secrets": (Secret("new-secret"), Secret("old-secret", LATER)),
        "mapping": QuestionMapping((Link(ref="f1", label="Beth nesaf?", key="q_next", by_person=True),)),
        "token": "tocyn-1",
        "host": "yul1.qualtrics.com",
    }
    return Connection(**(given | changed))


def a_delivery(id_: str = "d1", **changed) -> Delivery:
    given = {
        "id": id_,
        "connection_id": "c1",
        "team_id": "default",
        "survey": "card",
        "provider": "typeform",
        "received_at": NOON,
        "next_at": NOON,
        "payload": Payload(headers={"content-type": "x"}, query={"a": "ŵ"}, body=bytes(range(256))),
    }
    return Delivery(**(given | changed))


def keep(desk, *things) -> None:
    with desk.open_unit() as unit:
        for thing in things:
            if isinstance(thing, Delivery):
                if unit.deliveries.find(thing.id) is None:
                    unit.deliveries.add([thing])
                unit.deliveries.keep([thing])
            else:
                {Connection: unit.connections, Edition: unit.editions}[type(thing)].keep(thing)
        unit.commit()


def ids(desk, **wanted) -> list[str]:
    with desk.open_reading() as reading:
        return [each.id for each in reading.deliveries.list(DeliveryQuery(**{"team_id": "default"} | wanted))]


def test_a_connection_is_kept_changed_and_found(desk) -> None:
    first, second = a_connection(), a_connection("c2", made_at=NOON - timedelta(1), secrets=(), paused=True)
    keep(desk, first, second, a_connection("c3", survey="other"))
    with desk.open_reading() as reading:
        assert (reading.connections.find("c1"), reading.connections.find("c9")) == (first, None)
        assert reading.connections.of_survey("card") == [second, first]
    assert desk.box.connection("c2") == second
    assert desk.box.connection("c9") is None
    gone = second.deleted(NOON)
    with desk.open_unit() as unit:
        assert unit.connections.take("c2") == second
        assert unit.connections.take("c9") is None
        unit.connections.keep(gone)
        unit.commit()
    assert desk.box.connection("c2") == gone
    with desk.open_reading() as reading:
        assert reading.connections.of_survey("card") == [first]


def test_a_delivery_is_kept_once_and_its_repetitions_are_counted(desk) -> None:
    assert desk.box.keep(a_delivery())
    assert not desk.box.keep(a_delivery(payload=Payload(body=b"other")))
    with desk.open_unit() as unit:
        assert unit.deliveries.add([a_delivery(), a_delivery("d2"), a_delivery("d2")]) == {"d2"}
        unit.commit()
    with desk.open_reading() as reading:
        assert reading.deliveries.find("d1") == a_delivery(repeats=2)
        assert reading.deliveries.find("d2") == a_delivery("d2", repeats=1)
        assert reading.deliveries.find("d9") is None


def test_deliveries_are_taken_in_hand_the_oldest_first_and_by_one_at_a_time(desk) -> None:
    old, new = a_delivery("d1"), a_delivery("d2", received_at=SOON)
    keep(desk, a_connection(), a_connection("c2", paused=True), old, new, a_delivery("d3", connection_id="c2"))
    keep(desk, a_delivery("d4", next_at=LATER), a_delivery("d5", state=DeliveryState.FETCH_WANTED))
    with desk.open_reading() as reading:
        assert reading.deliveries.is_due(DeliveryState.FETCH_WANTED, NOON)
        assert not reading.deliveries.is_due(DeliveryState.RECEIVED, NOON - timedelta(1))
        assert not reading.deliveries.is_due(DeliveryState.PUT_ASIDE, NOON)
    with desk.open_unit() as unit:
        assert unit.deliveries.claim(DeliveryState.RECEIVED, NOON, 1, SOON) == [Claimed("d1", 1)]
        assert unit.deliveries.claim(DeliveryState.RECEIVED, NOON, 9, SOON) == [Claimed("d2", 1)]
        assert unit.deliveries.claim(DeliveryState.RECEIVED, NOON, 9, SOON) == []
        unit.commit()
    with desk.open_unit() as unit:
        assert unit.deliveries.claim(DeliveryState.RECEIVED, SOON, 9, LATER) == [Claimed("d1", 2), Claimed("d2", 2)]
        assert unit.deliveries.claim(DeliveryState.FETCH_WANTED, SOON, 9, LATER) == [Claimed("d5", 1)]
        held = unit.deliveries.hold(["d2", "d1", "d5", "d9"], DeliveryState.RECEIVED)
        assert held == [replace(each, tries=2, next_at=LATER) for each in (old, new)]


def test_what_became_of_a_delivery_is_kept(desk) -> None:
    keep(desk, a_delivery())
    outcomes = (
        Outcome(response_id="r1", state=DeliveryState.STORED, left_out=(("f9", "unmapped"),)),
        Outcome(response_id="", state=DeliveryState.PUT_ASIDE, reason="partly-unreadable"),
    )
    fetched = replace(a_delivery().payload, fetched=(b"\x00{}", b""))
    settled = replace(a_delivery(), payload=fetched).handled(outcomes, LATER)
    keep(desk, settled)
    with desk.open_reading() as reading:
        assert reading.deliveries.find("d1") == settled
        assert reading.deliveries.list(DeliveryQuery(team_id="default")) == [replace(settled, payload=None)]
        assert reading.deliveries.latest_of("c1") == settled
        assert reading.deliveries.count("c1") == {DeliveryState.PUT_ASIDE: 1}
    keep(desk, replace(settled, payload=None))
    with desk.open_reading() as reading:
        assert reading.deliveries.find("d1").payload is None
        assert reading.deliveries.latest_of("c1") is None


def test_deliveries_are_listed_as_wanted(desk) -> None:
    aside = a_delivery("d1").handled([Outcome(response_id="r1", state=DeliveryState.PUT_ASIDE)], NOON)
    keep(desk, aside, a_delivery("d2", received_at=SOON), a_delivery("d3", received_at=SOON, connection_id="c2"))
    keep(desk, a_delivery("d4", survey="other", received_at=LATER), a_delivery("d5", team_id="others"))
    assert ids(desk) == ["d4", "d3", "d2", "d1"]
    assert ids(desk, team_id="others") == ["d5"]
    assert ids(desk, survey="card", most=2) == ["d3", "d2"]
    assert ids(desk, survey="card", after=(SOON, "d3")) == ["d2", "d1"]
    assert ids(desk, connection_id="c2") == ["d3"]
    assert ids(desk, state=DeliveryState.PUT_ASIDE) == ["d1"]
    assert (ids(desk, text="R1"), ids(desk, text="d2"), ids(desk, text="%")) == (["d1"], ["d2"], [])
    assert ids(desk, since=SOON, until=LATER) == ["d3", "d2"]


def test_old_payloads_are_forgotten_a_few_at_a_time(desk) -> None:
    done = [a_delivery(f"d{n}").settled(DeliveryState.STORED, "", NOON) for n in (1, 2, 3)]
    keep(desk, *done, a_delivery("d4").settled(DeliveryState.PUT_ASIDE, "", NOON), a_delivery("d5"))
    keep(desk, a_delivery("d6").settled(DeliveryState.STORED, "answers-left-out", NOON))
    with desk.open_unit() as unit:
        states = [DeliveryState.STORED, DeliveryState.RECEIVED]
        assert unit.deliveries.forget_payloads(states, "answers-left-out", NOON, 9) == 0
        assert unit.deliveries.forget_payloads(states, "answers-left-out", LATER, 2) == 2
        assert unit.deliveries.forget_payloads(states, "answers-left-out", LATER, 2) == 1
        unit.commit()
    with desk.open_reading() as reading:
        kept = {id_: reading.deliveries.find(id_).payload for id_ in ("d1", "d2", "d3", "d4", "d5", "d6")}
    assert [id_ for id_, payload in kept.items() if payload] == ["d4", "d5", "d6"]


def test_a_withdrawn_response_takes_along_what_was_sent(desk) -> None:
    response = SURVEY.accept(a_submission(), at=NOON)
    bringing = a_delivery().handled([Outcome(response_id=response.id, state=DeliveryState.STORED)], NOON)
    keep(desk, bringing, a_delivery("d2"))
    with desk.open_unit() as unit:
        unit.responses.add([response])
        unit.responses.empty(response.id)
        unit.commit()
    with desk.open_reading() as reading:
        assert reading.deliveries.find("d1").payload is None
        assert reading.deliveries.find("d2").payload


def test_a_response_is_revised_but_never_a_withdrawn_one(desk) -> None:
    response = SURVEY.accept(a_submission("first", language="cy"), at=NOON)
    new = SURVEY.accept(a_submission("second", id=response.submission_id, language="en"), at=LATER)
    edition = Edition(response_id=response.id, team_id="default", survey="card", told_at=NOON)
    keep(desk, edition, replace(edition, number=2, completed=False, deleted=True))
    with desk.open_unit() as unit:
        unit.responses.add([response])
        unit.responses.advance([response.id], State.CODED)
        assert unit.editions.revise(replace(new, received_at=NOON))
        kept = replace(edition, number=2, completed=False, deleted=True)
        assert unit.editions.of([response.id, "r9"]) == {response.id: kept}
        standing = unit.responses.standings([response.id])[response.id]
        assert (standing.state, standing.digest, standing.received_at) == (State.PENDING, new.digest, NOON)
        unit.responses.empty(response.id)
        assert not unit.editions.revise(new)
        assert unit.responses.standings([response.id])[response.id].state is State.WITHDRAWN
