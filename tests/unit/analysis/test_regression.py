"""The fit is a support vector machine's: near the one that everybody uses, and only what a start leaves open."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.svm import LinearSVC

from services.analysis.engine import regression
from services.analysis.engine.calibration import micro_f1
from services.analysis.engine.regression import Fit, fit
from tests.support.tries import tries

STRENGTH = 0.4
Floats = np.ndarray


class Matrix:
    """Features that are only multiplied."""

    def __init__(self, rows: Floats) -> None:
        self._rows = rows

    @property
    def width(self) -> int:
        return int(self._rows.shape[1])

    def times(self, weights: Floats) -> Floats:
        return self._rows @ weights

    def transposed_times(self, values: Floats) -> Floats:
        return self._rows.T @ values


def made(seed: int) -> tuple[Floats, Floats]:
    """Rows of length 1 with three labels, each a noisy half-space; some labels are rare."""
    random = np.random.default_rng(seed)
    rows = random.normal(size=(150, 20))
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    truth = rows @ random.normal(size=(20, 3)) + random.normal(scale=0.3, size=(150, 3)) > [0.0, 0.5, 1.0]
    return rows, truth.astype(float)


def svc(rows: Floats, truth: Floats) -> Fit:
    """The peer's converged answer: same loss, same penalty, the intercept penalised as the weights are."""
    columns = [LinearSVC(C=STRENGTH, dual=False, tol=1e-10, max_iter=10_000).fit(rows, side) for side in truth.T]
    return Fit(np.vstack([c.coef_[0] for c in columns]).T, np.array([c.intercept_[0] for c in columns]))


@pytest.mark.parametrize("seed", [1, 2])
def test_run_to_its_end_it_is_the_peers_fit(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(regression, "_NEWTON_STEPS", 60)
    monkeypatch.setattr(regression, "_INNER_STEPS", 60)
    rows, truth = made(seed)
    ours, peer = fit(Matrix(rows), truth, strength=STRENGTH), svc(rows, truth)
    np.testing.assert_allclose(ours.weights, peer.weights, atol=2e-3)
    np.testing.assert_allclose(ours.intercepts, peer.intercepts, atol=2e-3)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_stopped_early_it_decides_nearly_alike(seed: int) -> None:
    rows, truth = made(seed)
    ours, peer = (
        found.scores(Matrix(rows)) for found in (fit(Matrix(rows), truth, strength=STRENGTH), svc(rows, truth))
    )
    for label in range(3):
        assert np.corrcoef(ours[:, label], peer[:, label])[0, 1] > 0.99
    assert abs(micro_f1(ours > 0, truth) - micro_f1(peer > 0, truth)) < 0.02


@settings(max_examples=tries(20), deadline=None)
@given(st.integers(0, 1000), st.floats(1.0, 5.0))
def test_what_the_start_fits_is_not_fitted_again(seed: int, margin: float) -> None:
    rows, truth = made(seed)
    found = fit(Matrix(rows), truth, strength=STRENGTH, start=margin * (2 * truth - 1))
    assert not found.weights.any()
    assert not found.intercepts.any()


def test_only_labels_that_the_start_misses_are_fitted() -> None:
    rows, truth = made(5)
    start = 2 * (2 * truth - 1)
    start[:, 1] = 0.0
    found = fit(Matrix(rows), truth, strength=STRENGTH, start=start)
    assert found.weights.any(axis=0).tolist() == [False, True, False]
    np.testing.assert_array_equal(found.weights[:, 1], fit(Matrix(rows), truth, strength=STRENGTH).weights[:, 1])


def test_a_start_pulls_the_scores_to_the_right_side() -> None:
    rows, truth = made(6)
    wrong = -0.5 * (2 * truth - 1)
    total = wrong + fit(Matrix(rows), truth, strength=STRENGTH, start=wrong).scores(Matrix(rows))
    assert (total * (2 * truth - 1)).mean() > 0


def test_each_step_only_descends() -> None:
    rows, truth = made(7)
    sides = 2 * truth - 1
    losses = []
    with pytest.MonkeyPatch.context() as patch:
        for steps in range(6):
            patch.setattr(regression, "_NEWTON_STEPS", steps)
            found = fit(Matrix(rows), truth, strength=STRENGTH)
            hinge = np.maximum(1 - sides * found.scores(Matrix(rows)), 0.0)
            losses.append(STRENGTH * (hinge**2).sum(0) + 0.5 * ((found.weights**2).sum(0) + found.intercepts**2))
    assert (np.diff(losses, axis=0) <= 1e-12).all()
