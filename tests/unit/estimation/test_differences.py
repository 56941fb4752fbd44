"""Differences and pooled shares: their intervals follow from those of the parts, and hold what they promise."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.estimation.differences import RECOVERED_95, difference, pooled
from shared.estimation.shares import Share, wilson_share

counts = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def share(count: int, n: int) -> Share:
    made = wilson_share(count, n)
    assert made is not None
    return made


def test_a_difference_is_newcombes():
    # Newcombe (1998), table II, comparison (a), method 10: 56 of 70 and 48 of 80.
    apart = difference(share(56, 70), share(48, 80))
    assert (round(apart.estimate, 4), round(apart.low, 4), round(apart.high, 4)) == (0.2, 0.0524, 0.3339)
    assert apart.clear


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [((9, 10), (3, 10), 0.1705, 0.8090), ((10, 10), (0, 20), 0.6791, 1.0), ((0, 10), (0, 20), -0.1611, 0.2775)],
)
def test_small_numbers_too(one, other, low, high):
    apart = difference(share(*one), share(*other))
    assert apart.low == pytest.approx(low, abs=5e-5)
    assert apart.high == pytest.approx(high, abs=5e-5)


@given(counts, counts)
def test_the_other_way_round_it_is_the_same_with_its_sign_changed(one, other):
    there, back = difference(share(*one), share(*other)), difference(share(*other), share(*one))
    assert there.estimate == pytest.approx(-back.estimate)
    assert (there.low, there.high) == pytest.approx((-back.high, -back.low))
    assert -1 <= there.low <= there.estimate <= there.high <= 1


@given(st.lists(counts, min_size=1, max_size=6))
def test_pooled_is_what_counting_together_gives_and_no_surer_than_that(groups):
    together = pooled([share(*each) for each in groups])
    count, n = (sum(column) for column in zip(*groups, strict=True))
    assert together is not None
    assert together.n == n
    assert together.estimate == pytest.approx(count / n)
    assert 0 <= together.low <= together.estimate + 1e-12
    assert together.estimate - 1e-12 <= together.high <= 1


def test_one_group_pooled_is_itself():
    only = share(3, 40)
    assert pooled([only]) == only
    assert pooled([only, only]).method == RECOVERED_95


def test_of_nobody_there_is_no_share():
    assert pooled([]) is None


def test_intervals_of_differences_hold_the_truth_about_as_often_as_they_say():
    rng = random.Random(7)
    draws, held = 2_000, 0
    for _ in range(draws):
        one = share(sum(rng.random() < 0.3 for _ in range(60)), 60)
        other = share(sum(rng.random() < 0.2 for _ in range(90)), 90)
        apart = difference(one, other)
        held += apart.low <= 0.1 <= apart.high
    assert 0.93 <= held / draws <= 0.97
