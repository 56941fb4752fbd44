"""Edits, partials, deletions and late comers: whatever order they come in, the same is stored in the end."""

import itertools
import json

import pytest

from services.intake.application.admit_cards import admit_cards
from services.intake.application.close_survey import close_survey
from services.intake.application.see_deliveries import replay
from services.intake.application.withdraw_response import withdraw_response
from services.intake.domain.responses import State
from shared.contracts.names import MessageName
from tests.support.delivery_bench import RECEIVED, REVISED, Bench, formbricks, surveymonkey_deletion
from tests.support.fakes_intake import FakeUnit
from tests.support.tool_calls import typeform_body


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_what_comes_again_with_other_content_is_a_new_edition(bench) -> None:
    first, second = typeform_body(text="first"), typeform_body(text="second", submitted_at="2026-11-22T12:30:00Z")
    again = typeform_body(text="second", submitted_at="2026-11-22T12:30:00Z", landed_at="x")
    assert bench.sent(first, second, again) == [("stored", ""), ("stored", "revised"), ("duplicate", "known")]
    [told] = bench.store.told(REVISED)
    assert (told.content.edition, told.content.answers[0].text) == (2, "second")
    assert told.content.received_at == bench.store.told(RECEIVED)[0].content.received_at
    assert len(bench.store.told(RECEIVED)) == 1
    [state] = bench.store.shelf.states.values()
    assert state is State.PENDING


def test_an_older_form_never_takes_the_place_of_a_newer_one(bench) -> None:
    first, second = typeform_body(text="first"), typeform_body(text="second", submitted_at="2026-11-22T12:30:00Z")
    assert bench.sent(second, first) == [("stored", ""), ("duplicate", "older-edition")]
    assert bench.texts == ["second"]


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
@pytest.mark.parametrize("takes_partials", [True, False])
def test_whatever_the_order_a_complete_response_is_what_is_stored(order, takes_partials) -> None:
    bench = Bench("formbricks")
    bench.wish(takes_partials=takes_partials)
    told = [formbricks("a", finished=False), formbricks("a b", finished=False), formbricks("a b c", finished=True)]
    for number in order:
        bench.put(told[number])
    bench.handle()
    assert bench.texts == ["a b c"]
    assert len(bench.store.shelf.responses) == 1


def test_what_is_not_finished_is_stored_only_where_the_team_wants_it() -> None:
    bench = Bench("formbricks")
    id_ = bench.put(formbricks("so far", finished=False))
    bench.handle()
    assert (bench.became(id_), bench.texts) == (("partial", ""), [])
    bench.wish(takes_partials=True)
    replay(id_, "default", desk=bench.desk)
    bench.handle()
    assert (bench.became(id_), bench.texts) == (("stored", ""), ["so far"])
    done = bench.put(formbricks("so far", finished=True))
    bench.handle()
    assert (bench.became(done), len(bench.store.told(REVISED))) == (("stored", "revised"), 1)
    late = bench.put(formbricks("so", finished=False))
    bench.handle()
    assert bench.became(late) == ("duplicate", "complete-before")


def test_withdrawn_stays_withdrawn_and_its_words_leave_the_deliveries(bench) -> None:
    first = bench.send(typeform_body(text="mine"))
    bench.handle()
    [id_] = bench.store.shelf.responses
    withdraw_response(id_, uow=FakeUnit(bench.store), clock=bench.store.clock)
    assert bench.delivery(first).payload is None
    again = bench.send(typeform_body(text="mine, once more"))
    bench.handle()
    assert bench.became(again) == ("refused", "already-withdrawn")
    assert bench.delivery(again).payload is None
    assert (bench.texts, bench.store.told(REVISED)) == ([], [])


def test_a_tool_that_deletes_a_response_withdraws_it_whenever_it_comes() -> None:
    bench = Bench("surveymonkey")
    before = bench.put(surveymonkey_deletion())
    bench.handle()
    assert bench.became(before) == ("acknowledged", "withdrawn")
    details = {"id": "333", "survey_id": "111", "response_status": "completed", "pages": []}
    answered = details | {
        "pages": [{"questions": [{"id": "1", "heading": "What's next?", "answers": [{"text": "x"}]}]}]
    }
    after = bench.put(json.dumps(answered).encode())
    bench.handle()
    assert (bench.became(after), bench.delivery(after).payload) == (("refused", "already-withdrawn"), None)
    other = bench.put(json.dumps(answered | {"id": "334"}).encode())
    bench.handle()
    assert bench.texts == ["x"]
    bench.put(surveymonkey_deletion().replace(b"333", b"334"))
    bench.handle()
    assert (bench.texts, bench.delivery(other).payload) == ([], None)
    assert len(bench.store.told(MessageName.RESPONSE_WITHDRAWN)) == 1


def test_what_comes_to_a_closed_survey_waits_for_the_team(bench) -> None:
    close_survey("card", uow=FakeUnit(bench.store), clock=bench.store.clock)
    bench.store.clock.move(seconds=1)
    id_ = bench.send(typeform_body(text="late"))
    changed = bench.send(typeform_body(text="later", submitted_at="2026-11-22T12:30:00Z"))
    bench.handle()
    assert bench.became(id_) == bench.became(changed) == ("put-aside", "survey-closed")
    assert bench.store.told(RECEIVED) == bench.store.told(REVISED) == []
    replay(changed, "default", desk=bench.desk)
    bench.handle()
    assert bench.became(changed) == ("put-aside", "survey-closed")
    admit_cards("card", {State.LATE}, uow=FakeUnit(bench.store))
    replay(changed, "default", desk=bench.desk)
    bench.handle()
    assert (bench.became(changed)[0], bench.texts) == ("stored", ["later"])


def test_what_came_before_the_closing_counts_however_late_the_worker_is(bench) -> None:
    id_ = bench.send(typeform_body())
    bench.store.clock.move(hours=1)
    close_survey("card", uow=FakeUnit(bench.store), clock=bench.store.clock)
    bench.store.clock.move(hours=1)
    bench.handle()
    assert bench.became(id_) == ("stored", "")


def test_a_response_that_is_withdrawn_while_it_is_revised_stays_withdrawn(bench, monkeypatch) -> None:
    bench.sent(typeform_body(text="first"))
    # The one moment between a look and a change that no fake can stand in.
    monkeypatch.setattr("tests.support.fakes_connections.FakeEditions.revise", lambda *_: False)
    late = typeform_body(text="second", submitted_at="2026-11-22T12:30:00Z")
    assert bench.sent(late) == [("refused", "already-withdrawn")]
