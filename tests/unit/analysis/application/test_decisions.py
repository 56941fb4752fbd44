"""People's decisions are kept apart from what models find, the newest of each answer, and go with the words."""

import itertools

import pytest

from tests.support.received import received, withdrawn
from tests.support.workbench import OWN, Workbench, reviewed


@pytest.fixture
def bench() -> Workbench:
    return Workbench()


def held(bench: Workbench) -> dict[str, tuple[str, ...]]:
    return {one.response_id: one.codes for one in bench.unit.decisions.of_codebook("default", OWN)}


def test_a_decision_is_kept_without_words_and_changes_no_coding(bench):
    bench.hear(received("r1", "no time", codebook=OWN))
    before = bench.unit.responses.kept["r1"]
    bench.hear(reviewed("r1", "time", "money", "time"))
    (kept,) = bench.unit.decisions.kept.values()
    assert (kept.codes, kept.reviewer, kept.number, kept.revision) == (("time", "money"), "ann", 1, 1)
    assert bench.unit.responses.kept["r1"] == before


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_the_highest_decision_wins_in_whatever_order_they_come(bench, order):
    decisions = [reviewed("r1", "time"), reviewed("r1", "money", decision=2), reviewed("r1", decision=3)]
    for place in order:
        bench.hear(decisions[place])
    assert held(bench) == {"r1": ()}


@pytest.mark.parametrize("order", list(itertools.permutations(range(2))))
def test_what_was_undone_does_not_come_to_life_again(bench, order):
    decisions = [reviewed("r1", "time"), reviewed("r1", decision=2, undone=True)]
    for place in order:
        bench.hear(decisions[place])
    assert held(bench) == {}


def test_a_later_decision_holds_again_after_an_undone_one(bench):
    bench.hear(reviewed("r1", decision=2, undone=True), reviewed("r1", "time", decision=3))
    assert held(bench) == {"r1": ("time",)}


def test_a_withdrawal_takes_the_decision_too_and_a_late_one_is_not_kept(bench):
    bench.hear(received("r1", "no time", codebook=OWN), reviewed("r1", "time"), reviewed("r2", "time"))
    bench.hear(withdrawn("r1"))
    bench.hear(reviewed("r1", "money", decision=2))
    assert held(bench) == {"r2": ("time",)}


def test_a_review_in_the_same_batch_as_the_withdrawal_is_not_kept(bench):
    bench.hear(reviewed("r1", "time"), withdrawn("r1"))
    assert held(bench) == {}
