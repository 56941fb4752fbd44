"""Shares with intervals: against published figures, and what must hold of every share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from shared.estimation.probability_sums import probability_sum
from shared.estimation.shares import expected_share, wilson_interval, wilson_share


def test_no_cases_say_nothing() -> None:
    assert wilson_share(0, 0) is None


@pytest.mark.parametrize(("count", "n"), [(-1, 5), (6, 5), (1, 0)])
def test_what_is_no_share_is_refused(count: int, n: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        wilson_share(count, n)


@pytest.mark.parametrize(("estimate", "n"), [(-0.1, 5), (1.1, 5), (0.5, 0)])
def test_an_interval_needs_a_share_of_something(estimate: float, n: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        wilson_interval(estimate, n)


def test_an_example_of_newcombe_1998() -> None:
    share = wilson_share(81, 263)
    assert share is not None
    assert (round(share.low, 4), round(share.high, 4)) == (0.2553, 0.3662)
    assert (share.method, share.n) == ("wilson-95", 263)


@given(st.integers(1, 3000), st.data())
def test_the_interval_holds_the_estimate_and_agrees_with_scipy(n: int, data: st.DataObject) -> None:
    count = data.draw(st.integers(0, n))
    share = wilson_share(count, n)
    assert share is not None
    assert 0 <= share.low <= share.estimate <= share.high <= 1
    reference = binomtest(count, n).proportion_ci(0.95, method="wilson")
    assert share.low == pytest.approx(reference.low, abs=1e-9)
    assert share.high == pytest.approx(reference.high, abs=1e-9)


@pytest.mark.parametrize(("expected", "n"), [(-0.1, 3), (3.1, 3), (0.5, 0)])
def test_no_more_can_be_expected_than_there_are(expected: float, n: int) -> None:
    with pytest.raises(ValueError, match="is no share"):
        expected_share(expected, n)


@given(st.lists(st.floats(0, 1), max_size=40))
def test_a_sum_of_probabilities_says_what_they_say_one_by_one(values: list[float]) -> None:
    summed, listed = expected_share(min(sum(values), float(len(values))), len(values)), probability_sum(values)
    assert (summed is None) == (listed is None) == (not values)
    if summed and listed:
        assert (summed.low, summed.high) == pytest.approx((listed.low, listed.high), abs=1e-9)
        assert (summed.method, summed.n) == (listed.method, listed.n)
