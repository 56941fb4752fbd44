"""How well a coder agrees with the gold: each figure is a function of how often every answer counts.

Weights hold a row for each draw and a column for each answer, so that one definition serves the figure itself
(every answer once) and its bootstrap interval. A figure is nan where there is nothing to say.
"""

from dataclasses import dataclass

import numpy as np

from services.analysis.engine.measuring.decisions import Bools, Floats
from shared.estimation.bootstrap import Figure


@dataclass(frozen=True, slots=True)
class CodeAgreement:
    """Precision, recall and F1 of one code, 0 where there is nothing to divide by; `n` answers have it in the gold."""

    precision: float
    recall: float
    f1: float
    n: int


def micro_f1(truth: Bools, given: Bools) -> Figure:
    """F1 over all decisions pooled."""
    agreed, claimed = _per_answer(truth & given), _per_answer(truth) + _per_answer(given)
    return lambda weights: _ratio(2 * (weights @ agreed), weights @ claimed)


def macro_f1(truth: Bools, given: Bools) -> Figure:
    """The mean of the codes' F1, over the codes that the gold holds or the coder gave.

    A code that neither has says nothing about the coder: scikit-learn counts it as 0 when it is among the labels, as
    1 at will; with few answers and many codes either drowns the figure. A code that was given and never true is 0.
    """
    agreed, claimed = (truth & given).astype(np.float64), truth.astype(np.float64) + given
    return lambda weights: _mean_of_known(_ratio(2 * (weights @ agreed), weights @ claimed))


def samples_f1(truth: Bools, given: Bools) -> Figure:
    """The mean of the answers' F1; as in scikit-learn an answer rightly left without a code counts 0."""
    by_answer = np.nan_to_num(_ratio(2 * _per_answer(truth & given), _per_answer(truth) + _per_answer(given)))
    return lambda weights: _ratio(weights @ by_answer, weights.sum(axis=1))


def no_code_accuracy(truth: Bools, given: Bools) -> Figure:
    """The share of answers without a code in the gold that the coder left without one."""
    return _share(of=~_coded(truth), are=~_coded(given))


def coded_left_empty(truth: Bools, given: Bools) -> Figure:
    """The share of answers with a code in the gold that the coder gave none."""
    return _share(of=_coded(truth), are=~_coded(given))


def among(chosen: Bools, figure: Figure) -> Figure:
    """A figure that is about the chosen answers only, as a figure of all answers' weights."""
    return lambda weights: figure(weights[:, chosen])


def by_code(truth: Bools, given: Bools) -> list[CodeAgreement]:
    """Precision, recall and F1 of each code (column)."""
    agreed, true, claimed = (values.sum(axis=0).astype(np.float64) for values in (truth & given, truth, given))
    rates = [np.nan_to_num(_ratio(*pair)).tolist() for pair in ((agreed, claimed), (agreed, true))]
    f1 = np.nan_to_num(_ratio(2 * agreed, true + claimed)).tolist()
    return [CodeAgreement(*row) for row in zip(*rates, f1, true.astype(int).tolist(), strict=True)]


def value_of(figure: Figure, answers: int) -> float | None:
    """The figure when each of so many answers counts once; None where there is nothing to say."""
    value = float(figure(np.ones((1, answers)))[0])
    return None if np.isnan(value) else value


def _per_answer(values: Bools) -> Floats:
    return np.asarray(values.sum(axis=1), dtype=np.float64)


def _coded(values: Bools) -> Bools:
    return np.asarray(values.any(axis=1), dtype=np.bool_)


def _share(*, of: Bools, are: Bools) -> Figure:
    return lambda weights: _ratio(weights @ (of & are).astype(np.float64), weights @ of.astype(np.float64))


def _ratio(part: Floats, whole: Floats) -> Floats:
    found: Floats = np.divide(part, whole, out=np.full(np.shape(whole), np.nan), where=whole > 0)
    return found


def _mean_of_known(values: Floats) -> Floats:
    known = ~np.isnan(values)
    return _ratio(np.nan_to_num(values).sum(axis=1), known.sum(axis=1).astype(np.float64))
