"""Whatever comes in whatever order: decisions stay, each revision is told once, and one model holds at the end."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.analysis.application import adopt_model, compare_codings
from shared.contracts.coding_work import ModelAdopted, RecodeProgressed
from shared.contracts.messages import Message, ResponseCoded
from tests.support.received import received, withdrawn
from tests.support.workbench import OWN, Workbench, body, published, recode, reviewed

RESPONSES = [f"r{number}" for number in range(6)]
TEXTS = ["food", "the hall", "rooms", "nothing at all"]

THINGS = st.one_of(
    st.tuples(st.just("receive"), st.sampled_from(RESPONSES), st.sampled_from(TEXTS)),
    st.tuples(st.just("withdraw"), st.sampled_from(RESPONSES)),
    st.tuples(st.just("review"), st.sampled_from(RESPONSES), st.integers(1, 3), st.sampled_from(["food", "rooms"])),
    st.tuples(st.just("ask"), st.sampled_from(["compare", "adopt", "discard"]), st.sampled_from("xyz")),
    st.tuples(st.just("step")),
)


def message(thing: tuple[str, ...]) -> Message:
    what, *about = thing
    if what == "receive":
        return received(about[0], about[1], codebook=OWN)
    if what == "withdraw":
        return withdrawn(about[0])
    if what == "review":
        return reviewed(about[0], about[2], decision=about[1])
    return recode(*about)


def run(things: list[tuple[str, ...]]) -> Workbench:
    bench = Workbench()
    bench.hear(published(body(1, food={}, rooms={})))
    for thing in things:
        if thing[0] == "step":
            bench.step()
        else:
            bench.hear(message(thing))
    bench.work()
    return bench


@settings(max_examples=150)
@given(st.lists(THINGS, max_size=40))
def test_nothing_is_lost_or_told_twice_and_decisions_stay(things: list[tuple[str, ...]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compare_codings, "PORTION", 2)
        patch.setattr(adopt_model, "PORTION", 2)
        bench = run(things)
    gone = {thing[1] for thing in things if thing[0] == "withdraw"}
    sent = {thing[1] for thing in things if thing[0] == "receive"}
    kept = bench.unit.responses.kept
    assert kept.keys() == sent - gone
    _each_revision_once(bench)
    assert _decided(bench) == _asked_for(things, gone)
    assert len({message.id for message in bench.unit.outbox.messages}) == len(bench.unit.outbox.messages)
    if adopted := bench.told(ModelAdopted):
        assert {response.answers[0].model for response in kept.values()} <= {adopted[-1].model}
    assert all(not recoding.works for recoding in bench.unit.recodings.kept.values())


def _each_revision_once(bench: Workbench) -> None:
    told = Counter((one.response_id, one.revision) for one in bench.told(ResponseCoded))
    assert set(told.values()) <= {1}
    for response in bench.unit.responses.kept.values():
        assert [told[response.response_id, n + 1] for n in range(response.revision)] == [1] * response.revision
    steps = Counter((one.recode_id, one.step) for one in bench.told(RecodeProgressed))
    assert set(steps.values()) <= {1}


def _decided(bench: Workbench) -> dict[str, tuple[int, tuple[str, ...]]]:
    return {one.response_id: (one.number, one.codes) for one in bench.unit.decisions.kept.values()}


def _asked_for(things: list[tuple[str, ...]], gone: set[str]) -> dict[str, tuple[int, tuple[str, ...]]]:
    newest: dict[str, tuple[int, tuple[str, ...]]] = {}
    for thing in things:
        if thing[0] == "review" and thing[1] not in gone:
            number, codes = int(thing[2]), (thing[3],)
            if number > newest.get(thing[1], (0, ()))[0]:
                newest[thing[1]] = (number, codes)
    return newest
