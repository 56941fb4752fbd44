"""Shares that people's review of a random sample corrected: right where the model is wrong, and honest about it."""

from collections.abc import Callable

import numpy as np
import pytest

from services.reports.domain.chances import UNIT, Code, Step, step_of
from services.reports.domain.samples import LEAST_REVIEWED, Found, SampleOf, Seen, seen_of
from services.reports.domain.sums import Sums
from services.reports.findings import reviewed as reviewed_module
from services.reports.findings.reviewed import checked, reviewed_share
from shared.estimation.prediction_powered import PREDICTION_POWERED_95, prediction_powered
from shared.estimation.spread import Spread
from tests.support.reports.reviewed import CODE, coverage, coverage_without, simulated

RARE, OFTEN = Code("conditions", "time_and_space"), Code("conditions", "resources")
THEME = Code("conditions", "")


def _found(chance: int, *codes: Code, same: bool = True) -> Found:
    return Found({OFTEN: chance} if chance else {}, frozenset(codes), same)


def _sums(*chances: int) -> Sums:
    sums = Sums()
    for chance in chances:
        sums.count({}, (), 1)
        sums.foresee({OFTEN: chance} if chance else {}, 1)
    return sums


def test_a_step_holds_the_chances_about_it() -> None:
    assert [step_of(chance) for chance in (0, 1, 5000, 6225, 9999, UNIT)] == [-19, -18, 0, 1, 18, 19]
    assert sorted({step_of(chance) for chance in range(UNIT + 1)}) == list(range(-19, 20))


def test_the_reviewed_count_up_to_the_first_that_nobody_decided() -> None:
    gap = Found({}, None)
    changed = Found({}, frozenset({OFTEN}), left_out=True)
    seen = seen_of([_found(9000, OFTEN), changed, _found(0, RARE), gap, _found(9000)])
    assert (seen.drawn, seen.reviewed, seen.same_model) == (5, 2, True)
    assert seen.foreseen == {Step(*OFTEN, 4): 1, Step(*THEME, 4): 1}
    assert seen.borne == {Step(*OFTEN, 4): 1, Step(*THEME, 4): 1, Step(*RARE, -19): 1, Step(*THEME, -19): 1}
    assert not seen_of([_found(9000, same=False)]).same_model


def test_a_sample_corrects_only_once_it_is_large_enough() -> None:
    sums = _sums(*([9000] * 40))
    for seen, used in ((Seen(40, LEAST_REVIEWED - 1), False), (Seen(40, LEAST_REVIEWED), True), (Seen(60, 50), False)):
        found = checked(sums, seen)
        assert found.sample == SampleOf(seen.drawn, seen.reviewed, used), "nor by more than there are answers"
        assert (found.share(RARE) is not None, OFTEN in found.shares) == (used, used)


def test_the_share_is_that_of_the_library_on_the_same_numbers() -> None:
    everyone = [9000] * 30 + [2000] * 50 + [0] * 20
    reviewed = [_found(9000, OFTEN)] * 10 + [_found(9000)] * 5 + [_found(2000)] * 14 + [_found(0, OFTEN)]
    reviewed += [_found(0)] * 5
    share = reviewed_share(OFTEN, _sums(*everyone), seen_of(reviewed))
    assert share is not None

    def rounded(chance: int) -> float:
        return step_value(chance) if chance else 0.0

    truth = [OFTEN in (each.codes or ()) for each in reviewed]
    seen = [rounded(each.foreseen.get(OFTEN, 0)) for each in reviewed]
    expected = prediction_powered([rounded(chance) for chance in everyone], seen, truth, len(everyone))
    assert expected is not None
    assert (share.method, share.n) == (PREDICTION_POWERED_95, 100)
    assert (share.estimate, share.low, share.high) == pytest.approx((expected.estimate, expected.low, expected.high))


def test_of_very_many_answers_the_share_is_the_same_to_a_thousandth_and_seldom_counted_anew() -> None:
    reviewed = seen_of([_found(9000, OFTEN)] * 30 + [_found(9000)] * 10 + [_found(1000)] * 60)
    many = _sums(*([9000] * 61_234 + [1000] * 90_321))
    share = reviewed_share(OFTEN, many, reviewed)
    assert share is not None
    chances = Spread(np.array([step_value(9000), step_value(1000)]), np.array([61_234.0, 90_321.0]))
    seen = [step_value(9000)] * 40 + [step_value(1000)] * 60
    exact = prediction_powered(chances, seen, [True] * 30 + [False] * 70, 151_555)
    assert exact is not None
    assert share.n == 151_555
    assert (share.estimate, share.low, share.high) == pytest.approx((exact.estimate, exact.low, exact.high), abs=1e-3)
    before = reviewed_module._estimate.cache_info().misses
    many.count({}, (), 1)
    many.foresee({OFTEN: 9000}, 1)
    after = reviewed_share(OFTEN, many, reviewed)
    assert after is not None
    assert (after.n, after.estimate) == (151_556, share.estimate)
    assert reviewed_module._estimate.cache_info().misses == before


def step_value(chance: int) -> float:
    return float(1 / (1 + np.exp(-step_of(chance) / 2)))


def test_a_model_that_may_have_learned_from_the_sample_is_not_asked() -> None:
    reviewed = [_found(9990, OFTEN, same=False)] * 20 + [_found(10, same=False)] * 20
    share = reviewed_share(OFTEN, _sums(*([9990] * 900 + [10] * 100)), seen_of(reviewed))
    assert share is not None
    assert share.estimate == pytest.approx(0.5), "the sample's own share, whatever the model says of the rest"
    assert 0.3 < share.low < 0.4
    assert 0.6 < share.high < 0.7


def test_a_code_that_nobody_gave_and_no_model_expects_has_a_share_of_nothing() -> None:
    share = reviewed_share(RARE, _sums(*([9000] * 100)), seen_of([_found(9000)] * 50))
    assert share is not None
    assert (share.estimate, share.low) == (0, 0)
    assert 0 < share.high < 0.1


def test_intervals_hold_the_truth_as_often_as_they_say(show_figure: Callable[[str], None]) -> None:
    """A small round of what the benchmark does: a model that is wrong in sum, and 100 reviewed of 2,000."""
    rates = (0.03, 0.2, 0.5)
    world = simulated(2000, np.random.default_rng(7), bias=0.6, rates=rates)
    reviewed = coverage(world, 100, 60, seed=8)
    rng = np.random.default_rng(9)
    without = coverage_without(simulated(2000, rng, bias=0.6, rates=rates) for _ in range(20))
    show_figure(f"with 100 of 2,000 reviewed at random, 60 draws: {reviewed}; without review: {without}")
    assert 0.90 <= reviewed.held <= 1.0
    assert without.held < 0.5, "no interval without review tells of an error that all answers share"
    assert CODE == OFTEN
