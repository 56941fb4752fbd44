"""Clusters: found where they are plain, stable where another start finds them too."""

import numpy as np
import pytest

from services.analysis.engine.discovery.clusters import find_clusters
from services.analysis.engine.discovery.space import Floats, fineness


def around(*directions: tuple[float, ...]) -> Floats:
    rows = np.repeat(np.array(directions), 20, axis=0)
    rows += np.random.default_rng(1).normal(scale=0.02, size=rows.shape)
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).round(6)


@pytest.mark.parametrize(("documents", "count"), [(0, 2), (10, 2), (50, 5), (1000, 22), (4911, 50), (10**6, 60)])
def test_more_answers_bear_finer_distinctions(documents: int, count: int) -> None:
    assert fineness(documents) == count


def test_plain_clusters_are_found_whole() -> None:
    places = around(*np.eye(6).tolist())[:, :6]
    found = find_clusters(places)
    assert len(found.centres) == fineness(120) == 8
    for start in range(0, 120, 20):
        inside = set(found.labels[start : start + 20].tolist())
        outside = set(found.labels.tolist()) - inside
        assert not inside & outside
    assert np.linalg.norm(found.centres, axis=1) == pytest.approx(np.ones(8))


def test_what_is_only_chance_does_not_come_back() -> None:
    rows = np.random.default_rng(0).normal(size=(200, 10))
    chance = find_clusters((rows / np.linalg.norm(rows, axis=1, keepdims=True)).round(6))
    plain = find_clusters(around(*np.eye(10).tolist()))
    assert chance.stability.mean() < 0.5
    assert plain.stability.mean() > 0.7


def test_there_are_never_more_clusters_than_different_places() -> None:
    assert len(find_clusters(np.tile([1.0, 0.0], (30, 1))).centres) == 1
