"""The probabilities of many answers as numbers of answers that are alike: a million of them are a few dozen."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shared.estimation.probabilities import Floats, as_probabilities


@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """`sizes` answers have the probability in `values` at the same place."""

    values: Floats
    sizes: Floats

    @property
    def answers(self) -> int:
        """How many there are."""
        return round(float(self.sizes.sum()))

    def mean(self) -> float:
        """The mean probability of an answer."""
        return float(self.values @ self.sizes / self.sizes.sum())

    def variance(self) -> float:
        """How much they vary about it."""
        away = self.values - self.mean()
        return float((away * away) @ self.sizes / self.sizes.sum())


def spread_of(probabilities: Sequence[float] | NDArray[np.float64] | Spread) -> Spread:
    """The same as a spread: of a row, each by itself. Raises ValueError for what is no probability or number."""
    if not isinstance(probabilities, Spread):
        values = as_probabilities(probabilities)
        return Spread(values, np.ones(len(values)))
    if len(probabilities.values) != len(probabilities.sizes) or bool(np.any(probabilities.sizes < 0)):
        raise ValueError("each probability needs the number of its answers")
    return Spread(as_probabilities(probabilities.values), probabilities.sizes)
