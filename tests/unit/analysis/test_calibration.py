"""Probabilities mean what they say, and the rule that decides takes no code where it cannot tell."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.analysis.engine.calibration import best_rule, learn_display, micro_f1, platt, platt_with_phrases
from services.analysis.engine.display import DISPLAY_STEPS, logistic
from services.analysis.engine.model import Rule
from tests.support.tries import tries

NEVER = 1.0


def column(*values: float) -> np.ndarray:
    return np.array(values)[:, None]


@pytest.mark.parametrize(("sure", "taken"), [(0.50, 0.40), (0.49, 0.40), (0.30, 0.30)])
def test_of_thresholds_that_do_as_well_one_a_little_above_the_middle_is_taken(sure: float, taken: float) -> None:
    """From .26 on nothing wrong is given, up to `sure` nothing right is missed."""
    probabilities, truth = column(sure, sure, 0.25, 0.25), column(1, 1, 0, 0)
    assert best_rule(probabilities, truth) == Rule(taken, NEVER)


def fallen(right: int, wrong: int, uncoded: int) -> tuple[np.ndarray, np.ndarray]:
    """Ten answers that are sure, and others whose best guess is .12: right, wrong (another label), or without label."""
    rows = [(0.9, 0.05, 1, 0)] * 10 + [(0.12, 0.05, 1, 0)] * right + [(0.12, 0.05, 0, 1)] * wrong
    made = np.array(rows + [(0.12, 0.05, 0, 0)] * uncoded)
    return made[:, :2], made[:, 2:]


@pytest.mark.parametrize(
    ("right", "wrong", "uncoded", "falls"),
    [
        (6, 0, 0, True),
        (6, 4, 2, True),  # right as often as not
        (6, 4, 3, False),  # helps F1, but is wrong more often than right
        (6, 7, 0, True),  # every answer has a label: something must be said
        (0, 6, 0, False),  # no help
    ],
)
def test_a_fallback_is_kept_only_where_it_is_trusted(right: int, wrong: int, uncoded: int, falls: bool) -> None:
    rule = best_rule(*fallen(right, wrong, uncoded))
    assert rule.fallback == (0.0 if falls else NEVER)
    assert 0.12 < rule.threshold <= 0.9


@settings(max_examples=tries(60), deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 30), st.integers(1, 4))
def test_no_plain_threshold_does_clearly_better(seed: int, rows: int, labels: int) -> None:
    random = np.random.default_rng(seed)
    probabilities = random.random((rows, labels))
    truth = (random.random((rows, labels)) < probabilities).astype(float)
    reached = micro_f1(best_rule(probabilities, truth).given(probabilities), truth)
    for threshold in np.arange(0.15, 0.605, 0.01):
        assert micro_f1(probabilities >= round(threshold, 2), truth) <= reached + 0.001 + 1e-12


@pytest.mark.parametrize(
    ("rule", "given"),
    [
        (Rule(0.5, NEVER), [[True, True], [False, False], [False, False]]),
        (Rule(0.5, 0.3), [[True, True], [False, True], [False, False]]),
        (Rule(0.5, 0.0), [[True, True], [False, True], [True, False]]),
        (Rule(0.4, 0.4), [[True, True], [False, True], [False, False]]),
    ],
)
def test_a_rule_gives_from_its_threshold_on_or_the_best(rule: Rule, given: list[list[bool]]) -> None:
    probabilities = np.array([[0.5, 0.7], [0.3, 0.4], [0.2, 0.2]])
    assert rule.given(probabilities).tolist() == given


def test_a_rule_gives_nothing_where_there_are_no_labels() -> None:
    assert Rule(0.5, 0.0).given(np.zeros((3, 0))).shape == (3, 0)
    assert best_rule(np.zeros((3, 0)), np.zeros((3, 0))).fallback == NEVER


def test_platt_finds_the_slope_and_offset_that_made_the_labels() -> None:
    random = np.random.default_rng(3)
    scores = random.normal(size=(40_000, 2))
    slope, offset = np.array([2.0, 0.7]), np.array([-1.0, 0.5])
    truth = (random.random(scores.shape) < logistic(slope * scores + offset)).astype(float)
    found = platt(scores, truth)
    np.testing.assert_allclose(found[0], slope, rtol=0.05)
    np.testing.assert_allclose(found[1], offset, atol=0.05)


def test_platt_does_not_run_away_where_labels_part_cleanly_or_never_come() -> None:
    scores = np.column_stack([np.linspace(-1, 1, 50)] * 2)
    truth = np.column_stack([scores[:, 0] > 0, np.zeros(50)]).astype(float)
    chances = logistic(np.multiply(scores, platt(scores, truth)[0]) + platt(scores, truth)[1])
    assert 0.9 < chances[-1, 0] < 1.0
    assert chances[:, 1].max() < 0.05


@settings(max_examples=tries(40), deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 40))
def test_what_is_shown_rises_and_is_never_quite_sure(seed: int, rows: int) -> None:
    random = np.random.default_rng(seed)
    shown = learn_display(random.random((rows, 3)), random.integers(0, 2, (rows, 3)).astype(float)).shown
    assert (np.diff(shown) >= 0).all()
    assert 0.001 <= shown.min() <= shown.max() <= 0.999


def test_what_is_shown_is_how_often_it_was_right() -> None:
    probabilities = np.array([[0.2]] * 10 + [[0.8]] * 10)
    truth = np.array([[1.0]] * 3 + [[0.0]] * 7 + [[1.0]] * 6 + [[0.0]] * 4)
    shown = learn_display(probabilities, truth)
    assert shown(np.array([0.2, 0.8])).tolist() == [0.3, 0.6]


def test_without_labels_nothing_is_bent() -> None:
    assert learn_display(np.zeros((2, 0)), np.zeros((2, 0))).shown.tolist() == DISPLAY_STEPS.tolist()


def test_phrases_give_a_rare_label_its_slope_and_exemplars_their_frequency() -> None:
    """A label that no exemplar has is not lost, and phrases do not make it as frequent as they are."""
    random = np.random.default_rng(5)
    truth = np.zeros((400, 1))
    scores = random.normal(-1.0, 0.4, (400, 1))
    phrase_truth = np.repeat([[1.0], [0.0]], 30, axis=0)
    phrases = (random.normal(0.4, 0.4, (60, 1)) * (2 * phrase_truth - 1), phrase_truth)
    alone, (slope, shift) = platt(scores, truth), platt_with_phrases((scores, truth), phrases)
    assert slope[0] > 3 * alone[0][0]
    assert logistic(slope * scores + shift).mean() < 0.02
    assert logistic(slope * 2.0 + shift)[0] > 0.5
    both = platt(np.vstack([scores, phrases[0]]), np.vstack([truth, phrase_truth]))
    np.testing.assert_allclose(slope, both[0], rtol=0.05)
