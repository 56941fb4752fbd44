"""Numbers as they come from a coder, checked once, so that no formula is fed what it cannot hold."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def as_probabilities(values: Sequence[float] | Floats) -> Floats:
    """The values in one row; raises ValueError unless each is within 0 and 1."""
    row = np.asarray(values, dtype=np.float64).reshape(-1)
    if not bool(np.all((row >= 0) & (row <= 1))):
        raise ValueError("a probability must lie within 0 and 1")
    return row


def as_truth(values: Sequence[bool] | NDArray[np.bool_] | Floats) -> Floats:
    """The decisions in one row as 0 and 1; raises ValueError when there is anything else."""
    row = np.asarray(values, dtype=np.float64).reshape(-1)
    if not bool(np.all((row == 0) | (row == 1))):
        raise ValueError("a reviewed answer either has a code or has it not")
    return row
