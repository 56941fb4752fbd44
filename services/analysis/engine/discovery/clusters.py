"""Which passages belong together: k-means from fixed starts, and how much of it another start would have found.

K-means on directions (spherical: Dhillon, Modha, Machine Learning 42 (2001), 143-175), because a passage's place is
its direction. It is written out here and not taken from scikit-learn, whose threads make it slow for the few hundred
answers that a survey has, and whose sums hang on the number of threads; here closeness is rounded before it decides.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import kmeans_plusplus

from services.analysis.engine.discovery.space import Floats, fineness

Labels = NDArray[np.int64]
_STARTS: Final = 4  # of which the best is kept
_MOST_ROUNDS: Final = 100
_DECIMALS: Final = 6
_SEED: Final = 0
_OTHER_SEEDS: Final = range(1, 6)


@dataclass(frozen=True)
class Clusters:
    """The cluster of each passage, the direction of each centre, and the stability of each cluster from 0 to 1."""

    labels: Labels
    centres: Floats
    stability: Floats


def find_clusters(places: Floats) -> Clusters:
    """Clusters of rows of length 1; the same rows in the same order give the same clusters."""
    count = min(fineness(len(places)), len(np.unique(places, axis=0)))
    labels = _labels(places, count, _SEED)
    members = np.eye(count)[labels]
    overlaps = [_best_overlaps(members, np.eye(count)[_labels(places, count, seed)]) for seed in _OTHER_SEEDS]
    return Clusters(labels, _centres(places, members), np.mean(overlaps, axis=0))


def _labels(places: Floats, count: int, seed: int) -> Labels:
    found = [_settled(places, count, seed * _STARTS + start) for start in range(_STARTS)]
    return max(found, key=lambda labels: _tightness(places, labels, count))


def _settled(places: Floats, count: int, seed: int) -> Labels:
    """The clusters in which each passage is nearest its own centre, from a spread-out start."""
    centres, _ = kmeans_plusplus(places, count, random_state=seed)
    labels = _nearest(places, centres)
    for _ in range(_MOST_ROUNDS):
        moved = _nearest(places, _centres(places, np.eye(count)[labels]))
        if np.array_equal(moved, labels):
            break
        labels = moved
    return labels


def _nearest(places: Floats, centres: Floats) -> Labels:
    return np.asarray((places @ centres.T).round(_DECIMALS).argmax(axis=1), dtype=np.int64)


def _centres(places: Floats, members: Floats) -> Floats:
    """The directions of the sums; that of a cluster that lost all its passages is nowhere and wins none back."""
    sums = members.T @ places
    return np.asarray(sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-12))


def _tightness(places: Floats, labels: Labels, count: int) -> float:
    return round(float(np.linalg.norm(np.eye(count)[labels].T @ places, axis=1).sum()), _DECIMALS)


def _best_overlaps(members: Floats, others: Floats) -> Floats:
    """For each cluster the largest Jaccard overlap with any of the others."""
    common = members.T @ others
    either = members.sum(axis=0)[:, None] + others.sum(axis=0)[None] - common
    return np.asarray((common / np.maximum(either, 1)).max(axis=1))
