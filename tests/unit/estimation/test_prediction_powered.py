"""Shares after a review: against the papers' formula, unbiased over every possible sample, and inside the interval."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.estimation.prediction_powered import prediction_powered
from shared.estimation.probabilities import Floats
from shared.estimation.shares import Share, wilson_share

ALL = [0.4, 0.6, 0.4, 0.6, 0.6]


def estimated(chances: Floats, chosen: Floats, truth: Floats, population: int | None = None) -> Share:
    share = prediction_powered(chances, chances[chosen], truth[chosen], population)
    assert share is not None
    return share


def test_no_answers_say_nothing() -> None:
    assert prediction_powered([], [], []) is None


@pytest.mark.parametrize(
    ("everyone", "seen", "truth", "population", "why"),
    [
        (ALL, [], [], None, "no sample"),
        ([0.5], [0.5, 0.5], [True, True], None, "no sample"),
        (ALL, [0.4], [True], 4, "no sample"),
        (ALL, [0.4], [True, False], None, "2 decisions on 1"),
        ([1.5], [0.5], [True], None, "within 0 and 1"),
        (ALL, [0.4], [0.5], None, "has a code or has it not"),
    ],
)
def test_what_is_no_review_is_refused(
    everyone: list[float], seen: list[float], truth: list[bool], population: int | None, why: str
) -> None:
    with pytest.raises(ValueError, match=why):
        prediction_powered(everyone, seen, truth, population)


def test_the_formula_of_the_paper_by_hand() -> None:
    """With weight 1: the mean of all, .52, plus the mean of (truth - probability) of the two reviewed, 0."""
    share = prediction_powered(ALL, [0.4, 0.6], [False, True], 5)
    assert share is not None
    assert share.estimate == pytest.approx(0.52)
    assert (share.n, share.method) == (5, "prediction-powered-95")


def test_the_weight_of_each_answer_is_learned_from_the_others() -> None:
    """The same, one answer after another, as cross-prediction is written: the slope of truth over probability."""
    rng = np.random.default_rng(4)
    chances, chosen = rng.random(60), np.arange(25)
    truth = rng.random(60) < 0.5
    prior, rest, parts = 50 * chances.var(), 60 - 24, []
    for i in chosen:
        others = np.delete(chosen, i)
        p, y = chances[others] - chances[others].mean(), truth[others] - truth[others].mean()
        weight = np.clip((p @ y + prior) / (p @ p + prior), 0, 1)
        unseen = np.delete(np.arange(60), others)
        parts.append(truth[others].sum() + rest * (truth[i] + weight * (chances[unseen].mean() - chances[i])))
    assert estimated(chances, chosen, truth).estimate == pytest.approx(np.mean(parts) / 60)


@pytest.mark.parametrize("chances", [[0.5, 0.6, 0.45, 0.55, 0.5, 0.4, 0.52, 0.58], [0.1, 0.2, 0.15, 0.12] * 2])
def test_over_all_possible_samples_the_mean_is_the_truth_however_wrong_the_model(chances: list[float]) -> None:
    everyone, truth = np.array(chances), np.array([0, 0, 1, 0, 1, 1, 1, 0])
    estimates = [estimated(everyone, np.array(chosen), truth, 8).estimate for chosen in combinations(range(8), 5)]
    assert np.mean(estimates) == pytest.approx(0.5, abs=1e-12)


def test_who_has_read_everything_knows() -> None:
    chances, truth = np.linspace(0, 1, 40), np.arange(40) % 3 == 0
    share = estimated(chances, np.arange(40), truth, 40)
    assert share.low == share.estimate == share.high == pytest.approx(truth.mean())


def test_of_a_wider_population_it_says_what_a_count_would_say() -> None:
    share, counted = estimated(np.full(200, 0.3), np.arange(200), np.arange(200) < 60), wilson_share(60, 200)
    assert counted is not None
    assert (share.low, share.high) == (
        pytest.approx(counted.low, abs=0.005),
        pytest.approx(counted.high, abs=0.005),
    )


def test_nothing_seen_in_a_hundred_is_not_certainty() -> None:
    """The normal interval has no width here; three in a hundred stay possible ("rule of three")."""
    share = estimated(np.full(5000, 0.001), np.arange(100), np.zeros(5000), 5000)
    assert share.low == pytest.approx(0, abs=1e-12)
    assert 0.02 < share.high < 0.045


def test_a_model_that_errs_more_than_it_says_widens_the_interval() -> None:
    rng = np.random.default_rng(2)
    truth = rng.random(800) < 0.3
    boastful = np.where(truth ^ (rng.random(800) < 0.15), 0.999, 0.001)
    honest = np.where(boastful > 0.5, 0.8, 0.05)
    narrow, wide = (estimated(p, np.arange(100), truth, 800) for p in (honest, boastful))
    assert wide.high - wide.low > 0.8 * (narrow.high - narrow.low)
    assert wide.low <= truth.mean() <= wide.high


@pytest.mark.parametrize("told", [0.0, 1.0])
@pytest.mark.parametrize("true", [0, 1])
@pytest.mark.parametrize(("n", "reviewed"), [(2, 1), (50, 49), (50, 1)])
def test_a_model_that_is_sure_and_right_or_wrong_gives_an_interval(
    told: float, true: int, n: int, reviewed: int
) -> None:
    share = estimated(np.full(n, told), np.arange(reviewed), np.full(n, true), n)
    assert share.estimate == pytest.approx(true, abs=1e-9)
    assert share.high - share.low == pytest.approx(1 - reviewed / n, abs=1 - reviewed / n)


@given(st.data(), st.integers(2, 30), st.sampled_from([0, 1, 1000, None]))
def test_the_interval_holds_the_estimate(data: st.DataObject, n: int, more: int | None) -> None:
    chances = np.array(data.draw(st.lists(st.floats(0, 1), min_size=n, max_size=n)))
    truth = np.array(data.draw(st.lists(st.booleans(), min_size=n, max_size=n)))
    reviewed = data.draw(st.integers(1, n))
    share = estimated(chances, np.arange(reviewed), truth, None if more is None else n + more)
    assert 0 <= share.low <= share.estimate <= share.high <= 1
    if more == 0:
        seen = truth[:reviewed]
        assert seen.sum() / n <= share.low + 1e-12
        assert share.high <= 1 - (~seen).sum() / n + 1e-12


@pytest.mark.parametrize("population", [700, None])
def test_nineteen_times_in_twenty_the_truth_is_inside(population: int | None) -> None:
    """Rare, middling and frequent codes by one calibrated and one boastful model, 60 of 700 reviewed."""
    rng = np.random.default_rng(11)
    inside: dict[float, list[bool]] = {}
    for share in (0.01, 0.06, 0.3):
        for draw in range(100):
            chances = rng.beta(share, 1 - share, size=700)
            truth = rng.random(700) < chances
            told = chances if draw % 2 else chances**2 / (chances**2 + (1 - chances) ** 2)
            found = estimated(told, rng.choice(700, 60, replace=False), truth, population)
            inside.setdefault(share, []).append(found.low <= (truth.mean() if population else share) <= found.high)
    covered = {share: float(np.mean(found)) for share, found in inside.items()}
    assert min(covered.values()) >= 0.88, covered
    assert 0.92 <= np.mean(list(covered.values())) <= 0.99, covered


def test_a_review_takes_out_what_the_model_gets_wrong_throughout() -> None:
    """A model that sees half of what there is: its own sum is far off, the reviewed share is not."""
    rng = np.random.default_rng(5)
    truth = rng.random(1000) < 0.2
    told = np.where(truth & (rng.random(1000) < 0.5), 0.9, 0.01)
    errors = [estimated(told, rng.choice(1000, 100, replace=False), truth, 1000).estimate for _ in range(100)]
    assert abs(told.mean() - truth.mean()) > 0.08
    assert np.mean(errors) == pytest.approx(truth.mean(), abs=0.01)


@pytest.mark.parametrize(("reviewed", "population"), [(3000, 4000), (3990, 4000), (100, 4000), (3000, None)])
def test_without_a_useful_model_it_is_the_interval_of_a_count(reviewed: int, population: int | None) -> None:
    """Also when it is narrow: the normal interval of a sample without replacement is right for shares near a half."""
    truth = np.arange(4000) % 5 < 2
    share = estimated(np.full(4000, 0.3), np.arange(reviewed), truth, population)
    variance = 0.24 / (4000 if population is None else reviewed) * (1 if population is None else 1 - reviewed / 4000)
    if population is None:
        variance += 0.24 * (1 / reviewed - 1 / 4000)
    assert share.low == pytest.approx(0.4 - 1.96 * variance**0.5, rel=0.02)
    assert share.high == pytest.approx(0.4 + 1.96 * variance**0.5, rel=0.02)


def test_the_interval_of_a_rare_code_is_skewed_as_chance_is() -> None:
    """One of 100 seen: the exact interval is .0003 to .0545; Wilson's begins at .0018, too high for a share of .001."""
    share = estimated(np.full(5000, 0.01), np.arange(100), np.arange(5000) == 0, 5000)
    assert 0.0002 <= share.low <= 0.0009
    assert 0.04 <= share.high <= 0.055
