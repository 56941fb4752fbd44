"""The share by probabilities: against the formula, and what must hold of it whatever the probabilities."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.estimation.probability_sums import probability_sum
from shared.estimation.shares import wilson_share

chances = st.lists(st.floats(0, 1), min_size=1, max_size=60)


def test_no_answers_say_nothing() -> None:
    assert probability_sum([]) is None


@pytest.mark.parametrize("wrong", [[-0.1], [0.5, 1.1], [float("nan")]])
def test_what_is_no_probability_is_refused(wrong: list[float]) -> None:
    with pytest.raises(ValueError, match="within 0 and 1"):
        probability_sum(wrong)


def test_the_two_doubts_add_up_to_the_variance_of_a_counted_share() -> None:
    """What the docstring claims, by hand: 0.2, 0.4, 0.9 have mean 0.5, and 0.5 x 0.5 / 3 = 0.0833."""
    p = np.array([0.2, 0.4, 0.9])
    assert p.var() / 3 + (p * (1 - p)).sum() / 9 == pytest.approx(0.25 / 3)
    share = probability_sum(p)
    assert share is not None
    assert (share.estimate, share.n, share.method) == (pytest.approx(0.5), 3, "probability-sum-95")
    assert (share.low + share.high) / 2 == pytest.approx(0.5)
    # Wilson's half width at 1/2: z / (1 + z²/n) sqrt(1/(4n) + z²/(4n²)), with z² = 3.8415
    assert share.high - share.low == pytest.approx(2 * 1.95996 / 2.28049 * np.sqrt(0.25 / 3 + 3.84146 / 36), abs=1e-4)


@given(st.integers(0, 40), st.integers(0, 40))
def test_a_sure_model_is_as_good_as_a_count(ones: int, zeros: int) -> None:
    counted, summed = wilson_share(ones, ones + zeros), probability_sum([1.0] * ones + [0.0] * zeros)
    assert (summed and (summed.estimate, summed.low, summed.high)) == (
        counted and (counted.estimate, counted.low, counted.high)
    )


@given(chances)
def test_the_interval_holds_the_estimate(values: list[float]) -> None:
    share = probability_sum(values)
    assert share is not None
    assert 0 <= share.low <= share.estimate <= share.high <= 1
    assert share.estimate == pytest.approx(np.mean(values), abs=1e-12)


@given(chances)
def test_order_means_nothing(values: list[float]) -> None:
    forth, back = probability_sum(values), probability_sum(values[::-1])
    assert forth is not None
    assert back is not None
    assert forth.low == pytest.approx(back.low, abs=1e-12)


def test_it_holds_the_share_that_a_careful_reader_would_have_counted() -> None:
    """A thousand surveys of 120 answers by a calibrated model: theirs and the population's share are inside."""
    rng = np.random.default_rng(3)
    in_survey = in_population = 0
    for _ in range(1000):
        p = rng.beta(0.3, 2.7, size=120)
        share = probability_sum(p)
        assert share is not None
        in_survey += share.low <= (rng.random(120) < p).mean() <= share.high
        in_population += share.low <= 0.1 <= share.high
    assert in_survey >= 930
    assert in_population >= 950


def test_a_code_that_is_never_over_a_threshold_is_still_estimated() -> None:
    """Counting what is over .5 would say that nobody spoke of it."""
    share = probability_sum([0.1] * 500)
    assert share is not None
    assert share.estimate == pytest.approx(0.1)
    assert share.low > 0.07
