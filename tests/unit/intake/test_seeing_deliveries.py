"""A team sees its own deliveries and mappings, and has deliveries handled once more."""

import pytest

from services.intake.application.connect_survey import connect_survey
from services.intake.application.connection_ports import DeliveryQuery
from services.intake.application.publish_survey import publish_survey
from services.intake.application.see_deliveries import (
    connection_seen,
    connections_of,
    find_delivery,
    list_deliveries,
    mapping_seen,
    replay,
    replay_aside,
)
from services.intake.domain.connections import ConnectionNotFound
from services.intake.domain.deliveries import Delivery, DeliveryNotFound, DeliveryState, Payload, PayloadGone
from services.intake.domain.errors import SurveyNotFound
from services.intake.domain.survey_changes import Author
from services.intake.providers.provider import Outcome
from tests.support.fakes_connections import FakeConnecting
from tests.support.fakes_intake import NOON, FakeUnit
from tests.support.surveys import a_survey
from tests.support.tool_calls import TYPEFORM_SECRET, typeform_body

OLWEN = Author(id="p1", name="Olwen", team_id="default")


class Bench:
    """A connection with deliveries in several states."""

    def __init__(self) -> None:
        self.store = FakeConnecting()
        publish_survey(a_survey(), uow=FakeUnit(self.store), clock=self.store.clock)
        self.desk = self.store.connecting()
        self.id = connect_survey("card", "typeform", TYPEFORM_SECRET, author=OLWEN, desk=self.desk).connection.id

    def put(self, id_: str, state: DeliveryState = DeliveryState.PUT_ASIDE, **changed: object) -> None:
        given = {
            "id": id_,
            "connection_id": self.id,
            "team_id": "default",
            "survey": "card",
            "provider": "typeform",
            "received_at": NOON,
            "next_at": NOON,
            "payload": Payload(body=typeform_body()),
            "state": state,
            "tries": 3,
        }
        self.desk.box.keep(Delivery(**given | changed))


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_connections_are_seen_with_their_counts(bench) -> None:
    bench.put("d1")
    survey, [seen] = connections_of("card", "default", desk=bench.desk)
    assert (survey.slug, seen.connection.id, seen.counts) == ("card", bench.id, {DeliveryState.PUT_ASIDE: 1})
    assert connection_seen(bench.id, "card", "default", desk=bench.desk) == seen
    with pytest.raises(SurveyNotFound):
        connections_of("card", "others", desk=bench.desk)
    with pytest.raises(ConnectionNotFound):
        connection_seen(bench.id, "card", "others", desk=bench.desk)


def test_a_mapping_is_seen_beside_the_newest_delivery(bench) -> None:
    seen = mapping_seen(bench.id, "card", "default", desk=bench.desk)
    assert (seen.newest, seen.mapping.links, seen.targets) == (None, (), ("q_next", "q_role", "language"))
    bench.put("d1")
    seen = mapping_seen(bench.id, "card", "default", desk=bench.desk)
    assert seen.newest.outcome is Outcome.STORE
    assert [link.key for link in seen.mapping.links] == ["q_next"]
    bench.put("d2", received_at=NOON.replace(hour=13), provider="carrier-pigeon")
    assert mapping_seen(bench.id, "card", "default", desk=bench.desk).newest is None
    fetched = Payload(body=b"{}", fetched=(typeform_body(text="fetched"),))
    bench.put("d3", received_at=NOON.replace(hour=14), payload=fetched)
    [response] = mapping_seen(bench.id, "card", "default", desk=bench.desk).newest.responses
    assert response.answers[0].answer == "fetched"


def test_deliveries_are_listed_and_found_by_their_team_only(bench) -> None:
    bench.put("d1")
    [listed] = list_deliveries(DeliveryQuery(team_id="default"), desk=bench.desk)
    assert (listed.id, listed.payload) == ("d1", None)
    assert find_delivery("d1", "default", desk=bench.desk).payload
    for id_, team in (("d1", "others"), ("d9", "default")):
        with pytest.raises(DeliveryNotFound):
            find_delivery(id_, team, desk=bench.desk)
        with pytest.raises(DeliveryNotFound):
            replay(id_, team, desk=bench.desk)


def test_a_replayed_delivery_waits_for_the_worker_again(bench) -> None:
    bench.put("d1", reason="nothing-mapped")
    again = replay("d1", "default", desk=bench.desk)
    assert (again.state, again.reason, again.tries) == (DeliveryState.RECEIVED, "", 0)
    bench.put("d2", payload=None)
    with pytest.raises(PayloadGone):
        replay("d2", "default", desk=bench.desk)


def test_all_that_was_put_aside_is_replayed_as_far_as_it_is_kept(bench) -> None:
    bench.put("d1")
    bench.put("d2")
    bench.put("d3", payload=None)
    bench.put("d4", DeliveryState.STORED)
    bench.put("d5", connection_id="another")
    assert replay_aside(bench.id, "card", "default", desk=bench.desk) == 2
    kept = bench.store.shelf.connecting.deliveries
    assert {id_ for id_, each in kept.items() if each.state is DeliveryState.RECEIVED} == {"d1", "d2"}
    with pytest.raises(ConnectionNotFound):
        replay_aside(bench.id, "card", "others", desk=bench.desk)
