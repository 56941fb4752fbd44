"""What may follow upon what in codings anew, and which answers are shown as examples of what would change."""

import itertools
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.analysis.domain.differences import MOST_EXAMPLES, NO_DIFFERENCES
from services.analysis.domain.recodings import Judgement, Purpose, Recoding, State
from shared.contracts.coding_work import AnswerChanged
from tests.support.received import MOMENT
from tests.support.tries import tries

LATER = MOMENT + timedelta(hours=1)
NEW = Recoding(id="x", team_id="t", codebook="c", codebook_version=2, asked_at=MOMENT)
COMPARED = NEW.trained("m", Judgement(3), 2).walked("r2", 2).arrived(MOMENT)


def changed(number: int) -> AnswerChanged:
    return AnswerChanged(survey="s", response_id=f"r{number}", question="q", gone=("a",), new=("b", "c"))


def test_a_comparison_waits_for_a_person() -> None:
    assert (COMPARED.state, COMPARED.works, COMPARED.done, COMPARED.total) == (State.COMPARED, False, 2, 2)


def test_adoption_walks_over_everything_again() -> None:
    adopting = COMPARED.asked(Purpose.ADOPT, LATER)
    assert (adopting.state, adopting.after, adopting.done, adopting.begun) == (State.ADOPTING, "", 0, False)
    assert adopting.asked_at == LATER
    begun = adopting.beginning(2)
    assert begun.place != adopting.place
    assert begun.walked("r2", 2).arrived(LATER).state is State.ADOPTED


def test_an_adoption_asked_for_early_follows_upon_the_comparison() -> None:
    asked = NEW.asked(Purpose.ADOPT, MOMENT)
    assert asked.state is State.COMPARING
    assert asked.trained("m", Judgement(), 0).arrived(LATER).state is State.ADOPTING


@pytest.mark.parametrize("state", [State.ADOPTING, State.ADOPTED, State.DISCARDED, State.FAILED])
@pytest.mark.parametrize("purpose", list(Purpose))
def test_what_is_decided_stays_decided(state: State, purpose: Purpose) -> None:
    made = {
        State.ADOPTING: COMPARED.asked(Purpose.ADOPT, LATER),
        State.ADOPTED: COMPARED.asked(Purpose.ADOPT, LATER).beginning(0).arrived(LATER),
        State.DISCARDED: COMPARED.asked(Purpose.DISCARD, LATER),
        State.FAILED: NEW.failed("reason"),
    }[state]
    assert made.state is state
    assert made.asked(purpose, LATER) is made


@pytest.mark.parametrize("order", list(itertools.permutations([Purpose.COMPARE, Purpose.ADOPT])))
def test_the_order_of_requests_is_all_the_same(order: tuple[Purpose, ...]) -> None:
    asked = NEW
    for purpose in order:
        asked = asked.asked(purpose, MOMENT)
    assert asked == NEW.asked(Purpose.ADOPT, MOMENT)


@settings(max_examples=tries(50), deadline=None)
@given(st.lists(st.sampled_from(["adopt", "discard", "train", "walk", "arrive", "fail"]), max_size=12))
def test_steps_rise_with_every_change(deeds: list[str]) -> None:
    recoding = NEW
    for deed in deeds:
        after = {
            "adopt": lambda one: one.asked(Purpose.ADOPT, LATER),
            "discard": lambda one: one.asked(Purpose.DISCARD, LATER),
            "train": lambda one: one.trained("m", Judgement(), 4),
            "walk": lambda one: one.walked("r9", 3),
            "arrive": lambda one: one.arrived(LATER),
            "fail": lambda one: one.failed("reason"),
        }[deed](recoding)
        assert after is recoding or after.step > recoding.step
        assert after.done <= after.total or "train" in deeds
        recoding = after


@settings(max_examples=tries(50), deadline=None)
@given(st.permutations(range(60)), st.lists(st.integers(1, 59), max_size=5))
def test_the_same_examples_are_drawn_in_whatever_portions_and_order(order: list[int], cuts: list[int]) -> None:
    edges = [0, *sorted(cuts), len(order)]
    drawn = NO_DIFFERENCES
    for start, end in itertools.pairwise(edges):
        drawn = drawn.with_changes([changed(number) for number in order[start:end]], "seed")
    assert drawn == NO_DIFFERENCES.with_changes([changed(number) for number in range(60)], "seed")
    assert len(drawn.examples) == MOST_EXAMPLES
    assert (drawn.gains, drawn.losses) == ({"b": 60, "c": 60}, {"a": 60})


def test_another_seed_draws_others() -> None:
    changes = [changed(number) for number in range(60)]
    one, other = (NO_DIFFERENCES.with_changes(changes, seed).examples for seed in ("one", "other"))
    assert one != other


def test_examples_of_responses_that_went_go_too() -> None:
    drawn = NO_DIFFERENCES.with_changes([changed(1), changed(2)], "seed").only({"r2"})
    assert [example.response_id for example in drawn.examples] == ["r2"]
    assert drawn.gains == {"b": 2, "c": 2}
