"""Pairs are found where they stand, and nothing else is."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from services.analysis.engine.pair_index import UNKNOWN, PairIndex
from tests.support.tries import tries

KEYS = st.one_of(st.integers(0, 60), st.integers(0, (3 << 42) - 1))


@settings(max_examples=tries(100), deadline=None)
@given(st.lists(KEYS, unique=True, max_size=80), st.lists(KEYS, max_size=60))
def test_keys_are_found_where_they_stand(known: list[int], others: list[int]) -> None:
    index = PairIndex(np.array(known, dtype=np.int64))
    wanted = [*known, *others]
    expected = [known.index(key) if key in known else UNKNOWN for key in wanted]
    assert index.find(np.array(wanted, dtype=np.int64)).tolist() == expected


def test_a_crowded_index_tells_every_key_from_its_neighbours() -> None:
    known = np.arange(0, 40_000, 2, dtype=np.int64)
    found = PairIndex(known).find(np.arange(40_000, dtype=np.int64))
    np.testing.assert_array_equal(found[::2], np.arange(20_000))
    assert (found[1::2] == UNKNOWN).all()
