"""Thin deliveries: the tool is asked with the team's token, again where that helps, and else a person sees it."""

import json
from datetime import timedelta

import pytest

from services.intake.application.connect_survey import Wish, change_connection, connect_survey, delete_connection
from services.intake.application.connection_ports import FetchFailed
from services.intake.application.fetch_answers import fetch_answers
from services.intake.application.handle_deliveries import handle_together, take_in_hand
from services.intake.application.publish_survey import publish_survey
from services.intake.application.see_deliveries import replay
from services.intake.domain.deliveries import Delivery, DeliveryState, Payload
from services.intake.domain.survey_changes import Author
from tests.support.fakes_connections import FakeConnecting
from tests.support.fakes_intake import NOON, FakeUnit
from tests.support.surveys import a_survey

OLWEN = Author(id="p1", name="Olwen", team_id="default")
PATH = "/v3/surveys/111/responses/333/details"
EVENT = json.dumps(
    {"event_type": "response_completed", "event_id": "e1", "object_id": "333", "resources": {"survey_id": "111"}}
).encode()


def details(id_: str = "333", **changed: object) -> bytes:
    answers = [{"id": "1", "heading": "What's next?", "answers": [{"text": "x"}]}]
    told = {"id": id_, "survey_id": "111", "response_status": "completed", "pages": [{"questions": answers}]}
    return json.dumps(told | changed).encode()


class Bench:
    """A store with one thin delivery."""

    def __init__(self) -> None:
        self.store = FakeConnecting()
        publish_survey(a_survey(), uow=FakeUnit(self.store), clock=self.store.clock)
        self.desk = self.store.connecting()
        made = connect_survey("card", "surveymonkey", "client&secret-1", author=OLWEN, desk=self.desk)
        self.id = made.connection.id
        self.change(token="a-token-of-theirs")
        self.desk.box.keep(
            Delivery(
                id="d1",
                connection_id=self.id,
                team_id="default",
                survey="card",
                provider="surveymonkey",
                received_at=NOON,
                next_at=NOON,
                payload=Payload(body=EVENT),
            )
        )
        self.handle()

    def change(self, **wish: object) -> None:
        change_connection(self.id, "card", Wish(**wish), author=OLWEN, desk=self.desk)

    def handle(self) -> None:
        for ids in take_in_hand(desk=self.desk):
            handle_together(ids, desk=self.desk)

    def fetch(self) -> tuple[str, str]:
        fetch_answers(desk=self.desk)
        self.handle()
        return self.became

    @property
    def became(self) -> tuple[str, str]:
        delivery = self.store.shelf.connecting.deliveries["d1"]
        return delivery.state.value, delivery.reason


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_answers_are_fetched_and_stored(bench) -> None:
    assert bench.became == ("fetch-wanted", "thin-event")
    bench.store.documents.shelf[PATH] = details()
    assert bench.fetch() == ("stored", "")
    [(asked, token)] = bench.store.documents.asked
    assert (asked.host, asked.path, token) == ("api.surveymonkey.com", PATH, "a-token-of-theirs")
    replay("d1", "default", desk=bench.desk)
    bench.handle()
    assert (bench.became, len(bench.store.documents.asked)) == (("stored", ""), 1)
    assert fetch_answers(desk=bench.desk) == 0


def test_a_connection_may_name_another_of_the_tools_hosts(bench) -> None:
    bench.change(host="api.eu.surveymonkey.com")
    bench.store.documents.shelf[PATH] = details()
    bench.fetch()
    assert bench.store.documents.asked[0][0].host == "api.eu.surveymonkey.com"


def test_a_tool_that_is_away_is_asked_again_ever_more_seldom_until_a_person_has_to_look(bench) -> None:
    bench.store.documents.failure = FetchFailed("tool-away")
    waits = []
    while bench.fetch()[0] == "fetch-wanted":
        delivery = bench.store.shelf.connecting.deliveries["d1"]
        waits.append(delivery.next_at - bench.store.clock.now())
        assert bench.became == ("fetch-wanted", "tool-away")
        bench.store.clock.at = delivery.next_at
    assert bench.became == ("put-aside", "tool-away")
    assert (waits[0], waits[1], waits[-1]) == (timedelta(minutes=4), timedelta(minutes=8), timedelta(hours=6))
    assert len(waits) == 9


def test_what_asking_again_can_not_help_is_put_aside_at_once_and_can_be_replayed(bench) -> None:
    bench.store.documents.failure = FetchFailed("token-refused", final=True)
    assert bench.fetch() == ("put-aside", "token-refused")
    bench.store.documents.failure = None
    bench.store.documents.shelf[PATH] = details()
    replay("d1", "default", desk=bench.desk)
    bench.handle()
    assert bench.fetch() == ("stored", "")


def test_without_a_token_nobody_is_asked(bench) -> None:
    bench.change(token="")
    assert bench.fetch() == ("put-aside", "token-missing")


def test_a_connection_that_is_gone_asks_nobody(bench) -> None:
    bench.store.shelf.connecting.connections.clear()
    assert bench.fetch() == ("put-aside", "connection-gone")


def test_a_deleted_connection_has_no_token_left(bench) -> None:
    delete_connection(bench.id, "card", author=OLWEN, desk=bench.desk)
    assert bench.fetch() == ("put-aside", "token-missing")


@pytest.mark.parametrize(
    ("document", "became"),
    [
        (details("999"), ("put-aside", "not-what-was-asked")),
        (b"<html>", ("put-aside", "not-what-was-asked")),
        (details(collection_mode="preview"), ("acknowledged", "preview")),
        (details(response_status="partial"), ("partial", "")),
    ],
)
def test_only_what_was_asked_for_is_stored(bench, document, became) -> None:
    bench.store.documents.shelf[PATH] = document
    assert bench.fetch() == became
    assert bench.store.shelf.responses == {}


def test_what_another_worker_settled_meanwhile_stands(bench) -> None:
    bench.store.documents.shelf[PATH] = details()

    def settle() -> None:
        kept = bench.store.shelf.connecting.deliveries
        kept["d1"] = kept["d1"].settled(DeliveryState.PUT_ASIDE, "somebody-was-quicker", NOON)

    bench.store.documents.meanwhile = settle
    assert bench.fetch() == ("put-aside", "somebody-was-quicker")


def test_what_was_not_asked_for_is_asked_for_again_when_a_person_wishes(bench) -> None:
    bench.store.documents.shelf[PATH] = details("999")
    assert bench.fetch() == ("put-aside", "not-what-was-asked")
    bench.store.documents.shelf[PATH] = details()
    replay("d1", "default", desk=bench.desk)
    bench.handle()
    assert bench.fetch() == ("stored", "")
