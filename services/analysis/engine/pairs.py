"""Pairs that say more than their words: neighbours, companions a few words apart, and a word under its question."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

# Kinds of pairs; the figures are from the trials told in docs/engine.md.
_NEIGHBOURS: Final = 0
_COMPANIONS: Final = 1
_ASKED: Final = 2
_COMPANION_GAPS: Final = (2, 3, 4)  # words apart, in either order
_VALUES: Final = np.array([0.7, 0.4, 0.5])  # of a pair beside single words
_LENGTHS: Final = np.array([0.5, 0.0, 0.0])  # how much it counts in the length of a text
_LEAST: Final = np.array([2, 3, 3])  # documents it must stand in
_BITS: Final = 21  # of a stem's or a question's index


@dataclass(frozen=True, slots=True)
class Stream:
    """The words of many segments, one after another.

    `stems` is the stem's index of each word (-1: not known), `segments` the segment it stands in (ascending),
    `asked` the index of the question of each segment (-1: not known).
    """

    stems: Whole
    segments: Whole
    asked: Whole


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs found in a stream: the key of each and the places of its two words (the same place under a question)."""

    keys: Whole
    left: Whole
    right: Whole


def pairs_in(stream: Stream) -> Pairs:
    """All pairs of known stems within the segments of a stream, known as pairs or not."""
    found = [*_apart(stream), _under_questions(stream)]
    return Pairs(*(np.concatenate([getattr(pairs, name) for pairs in found]) for name in ("keys", "left", "right")))


def pair_values(keys: Whole, idf: Floats) -> Floats:
    """How much each pair weighs as a feature."""
    return np.asarray(_VALUES[keys >> 2 * _BITS] * idf)


def pair_lengths(keys: Whole, idf: Floats) -> Floats:
    """How much each pair adds to the length of a text, before squaring."""
    return np.asarray(_LENGTHS[keys >> 2 * _BITS] * idf)


def often_enough(keys: Whole, documents: Whole) -> NDArray[np.bool_]:
    """Whether each pair stands in enough documents to be learned from."""
    return np.asarray(documents >= _LEAST[keys >> 2 * _BITS])


def _apart(stream: Stream) -> Iterator[Pairs]:
    for gap in (1, *_COMPANION_GAPS):
        left, right = stream.stems[:-gap], stream.stems[gap:]
        same = stream.segments[:-gap] == stream.segments[gap:]
        places = np.flatnonzero(same & (left >= 0) & (right >= 0))
        first, second = left[places], right[places]
        if gap == 1:
            keys = _key(_NEIGHBOURS, first, second)
        else:
            keys = _key(_COMPANIONS, np.minimum(first, second), np.maximum(first, second))
        yield Pairs(keys, places, places + gap)


def _under_questions(stream: Stream) -> Pairs:
    asked = stream.asked[stream.segments]
    places = np.flatnonzero((asked >= 0) & (stream.stems >= 0))
    return Pairs(_key(_ASKED, asked[places], stream.stems[places]), places, places)


def _key(kind: int, first: Whole, second: Whole) -> Whole:
    return np.asarray((kind << 2 * _BITS) | (first << _BITS) | second)
