"""F1 in all its forms is scikit-learn's, but for what nobody spoke of; what is left empty is told apart."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn.metrics import f1_score, precision_recall_fscore_support

from services.analysis.engine.measuring.agreement import (
    among,
    by_code,
    coded_left_empty,
    macro_f1,
    micro_f1,
    no_code_accuracy,
    samples_f1,
    value_of,
)
from services.analysis.engine.measuring.decisions import Bools, grouped

Pair = tuple[Bools, Bools]


@st.composite
def pairs(draw: st.DrawFn) -> Pair:
    shape = draw(st.tuples(st.integers(1, 12), st.integers(2, 6)))
    return draw(arrays(np.bool_, shape)), draw(arrays(np.bool_, shape))


@given(pairs())
@settings(max_examples=60)
def test_micro_and_samples_are_those_of_scikit_learn(pair: Pair) -> None:
    truth, found = pair
    for measure, average in ((micro_f1, "micro"), (samples_f1, "samples")):
        expected = f1_score(truth, found, average=average, zero_division=0)
        assert (value_of(measure(truth, found), len(truth)) or 0.0) == pytest.approx(expected)


@given(pairs())
@settings(max_examples=60)
def test_macro_is_that_of_scikit_learn_over_codes_that_anybody_spoke_of(pair: Pair) -> None:
    truth, found = pair
    spoken = truth.any(axis=0) | found.any(axis=0)
    value = value_of(macro_f1(truth, found), len(truth))
    if not spoken.any():
        assert value is None
        return
    expected = f1_score(truth, found, average="macro", labels=np.flatnonzero(spoken), zero_division=0)
    assert value == pytest.approx(expected)


@given(pairs())
@settings(max_examples=60)
def test_each_code_is_as_in_scikit_learn(pair: Pair) -> None:
    expected = precision_recall_fscore_support(*pair, zero_division=0)
    for code, figures in enumerate(by_code(*pair)):
        of_code = [float(column[code]) for column in expected]
        assert [figures.precision, figures.recall, figures.f1, figures.n] == pytest.approx(of_code)


@given(pairs(), st.integers(0, 3))
@settings(max_examples=60)
def test_a_weight_is_a_number_of_repetitions(pair: Pair, seed: int) -> None:
    truth, found = pair
    times = np.random.default_rng(seed).integers(0, 4, len(truth))
    for measure in (micro_f1, macro_f1, samples_f1, no_code_accuracy, coded_left_empty):
        weighted = measure(truth, found)(times[None, :].astype(float))[0]
        repeated = value_of(measure(truth.repeat(times, axis=0), found.repeat(times, axis=0)), int(times.sum()))
        assert weighted == pytest.approx(np.nan if repeated is None else repeated, nan_ok=True)


def test_what_is_left_empty_rightly_and_wrongly_is_told_apart() -> None:
    truth = np.array([[0, 0], [0, 0], [1, 0], [0, 1], [1, 1]], dtype=bool)
    found = np.array([[0, 0], [1, 0], [0, 0], [1, 0], [1, 1]], dtype=bool)
    assert value_of(no_code_accuracy(truth, found), 5) == pytest.approx(1 / 2)
    assert value_of(coded_left_empty(truth, found), 5) == pytest.approx(1 / 3)
    assert value_of(no_code_accuracy(truth[2:], found[2:]), 3) is None


def test_a_figure_among_some_answers_heeds_no_others() -> None:
    truth = np.array([[1, 0], [0, 1], [0, 1]], dtype=bool)
    found = np.array([[1, 0], [1, 0], [0, 1]], dtype=bool)
    chosen = np.array([True, False, True])
    assert value_of(among(chosen, micro_f1(truth[chosen], found[chosen])), 3) == 1.0


def test_a_theme_is_given_when_one_of_its_codes_is() -> None:
    codes, themes = ("time", "money", "courses"), {"time": "means", "money": "means", "courses": "skills"}
    given_codes = np.array([[0, 1, 0], [0, 0, 0], [1, 1, 1]], dtype=bool)
    assert grouped(given_codes, codes, themes).tolist() == [[True, False], [False, False], [True, True]]
