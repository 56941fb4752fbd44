"""Intervals come back with their seed and hold the figure; calibration errors are those worked out by hand."""

import numpy as np
import pytest

from services.analysis.engine.measuring.agreement import micro_f1, no_code_accuracy, value_of
from services.analysis.engine.measuring.calibration_error import calibration_error, confident_calibration_error
from services.analysis.engine.measuring.decisions import Decisions
from services.analysis.engine.measuring.shares import reviewed_shares, share_mae
from shared.estimation.bootstrap import intervals


def decisions(chances: list[list[float]], truth: list[list[int]]) -> Decisions:
    probabilities = np.array(chances)
    return Decisions(np.array(truth, dtype=bool), probabilities >= 0.5, probabilities)


def drawn(answers: int, *, too_sure_by: float = 0.0) -> Decisions:
    """Answers whose codes are true as often as the probabilities say, or less often."""
    random = np.random.default_rng(1)
    chances = random.beta(0.6, 3, (answers, 4))
    truth = random.random(chances.shape) < chances - too_sure_by
    return Decisions(truth, chances >= 0.5, chances)


def test_an_interval_holds_its_figure_and_comes_back_with_its_seed() -> None:
    found = drawn(300)
    figures = {"micro": micro_f1(found.truth, found.given)}
    first, again, other = (intervals(figures, 300, seed=seed)["micro"] for seed in (0, 0, 1))
    assert first == again != other
    value = value_of(figures["micro"], 300)
    assert value is not None
    assert first[0] < value < first[1]


def test_more_answers_give_a_narrower_interval() -> None:
    few, many = (
        intervals({"f": micro_f1(found.truth, found.given)}, len(found.truth), draws=300)["f"]
        for found in (drawn(60), drawn(2000))
    )
    assert many[1] - many[0] < (few[1] - few[0]) / 2


def test_what_says_nothing_has_no_interval() -> None:
    always = np.ones((5, 1), dtype=bool)
    assert intervals({"empty": no_code_accuracy(always, always)}, 5, draws=20) == {}


def test_calibration_error_worked_out_by_hand() -> None:
    # Over .05: .62 and .68 share a bin, one of them true: |.65 - .5| of two; .31 alone, not true: .31 of one.
    found = decisions([[0.62, 0.04], [0.68, 0.31]], [[1, 0], [0, 0]])
    assert calibration_error(found) == pytest.approx((2 * 0.15 + 0.31) / 3)
    assert confident_calibration_error(found) == pytest.approx(0.15)


def test_certainty_falls_into_the_last_bin() -> None:
    assert calibration_error(decisions([[1.0], [0.95]], [[1], [1]])) == pytest.approx(0.025)


def test_nothing_shown_has_no_calibration_error() -> None:
    unlikely = decisions([[0.01]], [[0]])
    assert (calibration_error(unlikely), confident_calibration_error(unlikely)) == (None, None)


def test_share_error_worked_out_by_hand() -> None:
    assert share_mae(decisions([[0.5, 0.1], [0.7, 0.1]], [[1, 0], [0, 0]])) == pytest.approx((0.1 + 0.1) / 2)


def test_review_mends_what_the_model_gets_wrong() -> None:
    found = drawn(600, too_sure_by=0.15)
    without = share_mae(found)
    reviewed = reviewed_shares(found, reviewed=150, draws=40, seed=3)
    assert without is not None
    assert reviewed.mae < without / 2
    assert reviewed.coverage > 0.9
    assert reviewed == reviewed_shares(found, reviewed=150, draws=40, seed=3)


def test_whoever_reviews_everything_knows_the_share() -> None:
    found = reviewed_shares(drawn(50), reviewed=50, draws=2)
    assert (found.mae, found.coverage) == (pytest.approx(0), 1.0)


def test_more_cannot_be_reviewed_than_there_is() -> None:
    with pytest.raises(ValueError, match="sample"):
        reviewed_shares(drawn(10), reviewed=11, draws=1)
