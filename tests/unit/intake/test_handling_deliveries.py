"""Each delivery is handled once, and what can not be handled is put aside, never lost."""

import json
from dataclasses import replace

import pytest

from services.intake.application.connect_survey import delete_connection
from services.intake.application.handle_deliveries import forget_payloads, give_up, handle_together, take_in_hand
from services.intake.application.publish_survey import publish_survey
from services.intake.application.see_deliveries import replay
from services.intake.application.unit_letterbox import UnitLetterbox
from services.intake.domain.deliveries import DeliveryState
from services.intake.domain.wording import Wording
from services.intake.providers.provider import RawRequest
from tests.support.delivery_bench import OLWEN, RECEIVED, Bench
from tests.support.fakes_intake import NOON, FakeUnit
from tests.support.surveys import a_question, a_survey
from tests.support.tool_calls import typeform_body


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_a_delivery_becomes_a_response_like_any_other(bench) -> None:
    id_ = bench.send(typeform_body(text="Mwy o amser"))
    bench.handle()
    assert bench.became(id_) == ("stored", "")
    [response] = bench.store.shelf.responses.values()
    assert (response.attributes, response.received_at.minute) == ({"channel": "typeform"}, 59)
    assert [message.subject for message in bench.store.told(RECEIVED)] == [response.id]
    [outcome] = bench.delivery(id_).outcomes
    assert (outcome.response_id, outcome.state) == (response.id, DeliveryState.STORED)


def test_questions_that_are_none_of_ours_are_named_and_remembered(bench) -> None:
    answers = [
        {"type": "text", "text": "x", "field": {"id": "a1", "ref": "next"}},
        {"type": "text", "text": "red", "field": {"id": "a2", "ref": "hat"}},
    ]
    id_ = bench.send(typeform_body(answers=answers))
    bench.handle()
    [(ref, reason)] = bench.delivery(id_).outcomes[0].left_out
    assert reason == "unmapped"
    mapping = bench.store.shelf.connecting.connections[bench.connection.id].mapping
    assert (mapping.key_of(ref), len(mapping.links)) == ("", 2)
    bench.wish(mapping={ref: "q_role"})
    replay(id_, "default", desk=bench.desk)
    bench.handle()
    assert (bench.became(id_), bench.texts) == (("stored", "revised"), ["red", "x"])


def test_a_survey_that_is_not_open_yet_or_asks_for_more_puts_aside(bench) -> None:
    later = a_survey(opens_at=NOON.replace(year=2027))
    publish_survey(later, uow=FakeUnit(bench.store), clock=bench.store.clock)
    assert bench.sent(typeform_body()) == [("put-aside", "survey-not-open")]
    role = a_question(
        "q_role", kind="short_text", codebook=None, required=True, text=Wording({"en": "Who?", "cy": "Pwy?"})
    )
    strict = a_survey(questions=(a_question(), role))
    publish_survey(strict, uow=FakeUnit(bench.store), clock=bench.store.clock)
    id_ = bench.send(typeform_body("tok-2"))
    bench.handle()
    assert bench.became(id_) == ("put-aside", "invalid-answers")
    assert ("q_role", "answer-missing") in bench.delivery(id_).outcomes[0].left_out
    assert bench.delivery(id_).answers_left_out == 0


def test_what_says_nothing_of_ours_is_put_aside(bench) -> None:
    hat = [{"type": "text", "text": "red", "field": {"id": "a2", "ref": "hat"}}]
    assert bench.sent(typeform_body(answers=hat)) == [("put-aside", "nothing-mapped")]


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff\xfe", b'{"event_type": "form_response"}', b"[" * 5_000])
def test_what_can_not_be_read_is_put_aside(bench, body) -> None:
    [(state, reason)] = bench.sent(body)
    assert (state, bool(reason)) == ("put-aside", True)


def test_a_ping_is_acknowledged() -> None:
    bench = Bench("formbricks")
    id_ = bench.put(b'{"event":"testEndpoint"}')
    bench.handle()
    assert bench.became(id_)[0] == "acknowledged"


def test_a_batch_is_stored_one_by_one_and_what_can_not_be_read_is_seen() -> None:
    bench = Bench("smartsurvey")
    answer = {"id": 10, "title": "What's next?", "answers": [{"type": "text", "value": "x"}]}
    one = {"id": 7, "survey_id": 70, "status": "completed", "pages": [{"questions": [answer]}]}
    bad = {**one, "id": 8, "pages": [{"questions": [answer | {"answers": [{"type": "text", "value": "\0"}]}]}]}
    id_ = bench.put(json.dumps([one, bad, {**one, "id": 9}]).encode())
    bench.handle()
    assert bench.became(id_) == ("put-aside", "partly-unreadable")
    assert bench.texts == ["x", "x"]
    replay(id_, "default", desk=bench.desk)
    bench.handle()
    assert [outcome.state.value for outcome in bench.delivery(id_).outcomes] == ["stored", "stored", "put-aside"]


def test_a_response_without_an_id_is_known_by_its_delivery() -> None:
    bench = Bench("google-forms")
    sheet = {"data": {"form_id": "f1", "namedValues": {"What's next?": ["x"]}}}
    ids = [bench.put(json.dumps(sheet).encode()) for _ in range(2)]
    bench.handle()
    assert [bench.became(id_)[0] for id_ in ids] == ["stored", "stored"]
    replay(ids[0], "default", desk=bench.desk)
    bench.handle()
    assert bench.texts == ["x", "x"]


def test_paused_deliveries_wait_and_deleted_connections_put_aside(bench) -> None:
    bench.wish(paused=True)
    id_ = bench.send(typeform_body())
    bench.handle()
    assert bench.became(id_)[0] == "received"
    bench.wish(paused=False)
    delete_connection(bench.connection.id, "card", author=OLWEN, desk=bench.desk)
    bench.handle()
    assert bench.became(id_) == ("put-aside", "connection-gone")


def test_a_survey_that_is_gone_puts_aside(bench) -> None:
    id_ = bench.send(typeform_body())
    bench.store.shelf.surveys.clear()
    bench.handle()
    assert bench.became(id_) == ("put-aside", "survey-not-found")


def test_a_payload_that_is_gone_is_told(bench) -> None:
    id_ = bench.send(typeform_body())
    kept = bench.store.shelf.connecting.deliveries
    kept[id_] = replace(kept[id_], payload=None)
    bench.handle()
    assert bench.became(id_) == ("put-aside", "payload-gone")


def test_what_was_in_hand_when_a_worker_ended_is_tried_alone_and_given_up_in_the_end(bench) -> None:
    ids = {bench.send(typeform_body(f"tok-{number}")) for number in range(2)}
    assert [set(batch) for batch in take_in_hand(desk=bench.desk)] == [ids]
    assert take_in_hand(desk=bench.desk) == []
    for _ in range(4):
        bench.store.clock.move(seconds=16)
        assert sorted(take_in_hand(desk=bench.desk)) == sorted([id_] for id_ in ids)
    bench.store.clock.move(seconds=16)
    assert take_in_hand(desk=bench.desk) == []
    assert {bench.became(id_) for id_ in ids} == {("put-aside", "handling-failed")}


def test_a_delivery_that_was_handled_meanwhile_is_left_alone(bench) -> None:
    id_ = bench.send(typeform_body())
    bench.handle()
    handle_together([id_], desk=bench.desk)
    give_up(id_, desk=bench.desk)
    assert bench.became(id_) == ("stored", "")


def test_a_letterbox_inside_a_transaction_knows_what_stands_there(bench) -> None:
    bench.sent(typeform_body())
    with bench.desk.open_unit() as unit:
        letterbox = UnitLetterbox(unit, bench.store.shelf.surveys["card"])
        [id_] = bench.store.shelf.responses
        assert letterbox.standing(id_).id == id_
        assert letterbox.standing("r9") is None
        assert not letterbox.is_deleted("card")
        assert (letterbox.survey("card").slug, letterbox.survey("other"), letterbox.survey("card", 9)) == (
            "card",
            None,
            None,
        )
        assert not letterbox.keep(bench.store.shelf.responses[id_])


def test_old_payloads_go_but_not_of_what_waits(bench) -> None:
    stored, aside = bench.send(typeform_body()), bench.send(b"{")
    bench.handle()
    bench.store.clock.move(days=29)
    assert forget_payloads(desk=bench.desk) == 0
    bench.store.clock.move(days=2)
    assert forget_payloads(desk=bench.desk) == 1
    assert (bench.delivery(stored).payload, bench.delivery(aside).payload is None) == (None, False)
    ids = [bench.put(b"{}") for _ in range(501)]
    bench.store.shelf.connecting.deliveries |= {
        id_: bench.delivery(id_).settled(DeliveryState.STORED, "", NOON) for id_ in ids
    }
    assert forget_payloads(desk=bench.desk) == 501


def test_what_holds_an_answer_that_was_left_out_stays_until_that_is_taken(bench) -> None:
    role = {"type": "text", "text": "x" * 3_000, "field": {"id": "a2", "ref": "q_role"}}
    hat = {"type": "text", "text": "red", "field": {"id": "a3", "ref": "hat"}}
    said = {"type": "text", "text": "x", "field": {"id": "a1", "ref": "next"}}
    unfit = bench.send(typeform_body(answers=[said, role, hat]))
    strange = bench.send(typeform_body("tok-2", answers=[said, hat]))
    bench.handle()
    assert (bench.became(unfit), bench.became(strange)) == (("stored", "answers-left-out"), ("stored", ""))
    assert (bench.delivery(unfit).answers_left_out, bench.delivery(strange).answers_left_out) == (1, 0)
    bench.store.clock.move(days=31)
    assert forget_payloads(desk=bench.desk) == 1
    assert (bench.delivery(unfit).payload is None, bench.delivery(strange).payload) == (False, None)
    bench.wish(mapping={"q_role": "q_next", "next": ""})
    replay(unfit, "default", desk=bench.desk)
    bench.handle()
    assert (bench.became(unfit), bench.delivery(unfit).answers_left_out) == (("stored", "revised"), 0)
    bench.store.clock.move(days=31)
    assert forget_payloads(desk=bench.desk) == 1


def test_a_request_of_another_kind_is_none(bench) -> None:
    assert bench.desk.provider("typeform").read(RawRequest(method="GET")).outcome == "ack_only"
