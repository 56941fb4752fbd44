"""How far a figure would move with other answers of the same kind: the percentile bootstrap over answers."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

import numpy as np

from shared.estimation.probabilities import Floats

Figure = Callable[[Floats], Floats]
"""A figure as a function of how often each answer counts: a row of weights for each draw, nan where it says nothing."""

Interval = tuple[float, float]
DRAWS: Final = 1000
_AT_ONCE: Final = 100  # draws whose weights are in memory together


def intervals(figures: Mapping[str, Figure], answers: int, *, seed: int = 0, draws: int = DRAWS) -> dict[str, Interval]:
    """The 95 % interval of each figure over `draws` samples of the answers with replacement, the same for all figures.

    A figure that says nothing in any draw has none. Answers are drawn one by one: where several are by one writer the
    intervals are too narrow. Source: B. Efron, R. Tibshirani, An Introduction to the Bootstrap (1993), chapter 13.
    """
    found: dict[str, list[Floats]] = {name: [] for name in figures}
    for weights in _weights(answers, seed, draws):
        for name, figure in figures.items():
            found[name].append(figure(weights))
    drawn = {name: np.concatenate(values) for name, values in found.items()}
    return {name: _ends(values[~np.isnan(values)]) for name, values in drawn.items() if not np.isnan(values).all()}


def _weights(answers: int, seed: int, draws: int) -> Iterator[Floats]:
    random = np.random.default_rng(seed)
    for start in range(0, draws, _AT_ONCE):
        size = min(_AT_ONCE, draws - start)
        yield random.multinomial(answers, np.full(answers, 1 / answers), size=size).astype(np.float64)


def _ends(values: Floats) -> Interval:
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)
