"""Pairs are found within segments, of known stems only, whatever stands before and after."""

from collections import Counter

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from services.analysis.engine.pairs import Stream, pair_lengths, pair_values, pairs_in
from tests.support.tries import tries

Found = Counter[tuple[str, int, int, int, int]]
KINDS = ("neighbours", "companions", "asked")
STEM = st.integers(-1, 5)
SEGMENTS = st.lists(st.tuples(st.integers(-1, 2), st.lists(STEM, max_size=7)), max_size=5)


def whole(values: list[int]) -> np.ndarray:
    return np.array(values, dtype=np.int64)


def stream_of(segments: list[tuple[int, list[int]]]) -> Stream:
    words = [(stem, number) for number, (_, stems) in enumerate(segments) for stem in stems]
    stems, places = ([word[side] for word in words] for side in (0, 1))
    return Stream(whole(stems), whole(places), whole([asked for asked, _ in segments]))


def found_in(stream: Stream) -> Found:
    """Pairs as (kind, first, second, left, right), read out of their keys."""
    pairs = pairs_in(stream)
    mask = (1 << 21) - 1
    rows = zip(pairs.keys.tolist(), pairs.left.tolist(), pairs.right.tolist(), strict=True)
    return Counter((KINDS[key >> 42], key >> 21 & mask, key & mask, left, right) for key, left, right in rows)


def expected_in(segments: list[tuple[int, list[int]]]) -> Found:
    """The same by plain loops."""
    found: Found = Counter()
    first = 0
    for asked, stems in segments:
        for i, stem in enumerate(stems):
            if stem >= 0 and asked >= 0:
                found["asked", asked, stem, first + i, first + i] += 1
            for j in range(i + 1, min(i + 5, len(stems))):
                pair = (stem, stems[j])
                if min(pair) < 0:
                    continue
                kind, ordered = ("neighbours", pair) if j == i + 1 else ("companions", (min(pair), max(pair)))
                found[kind, *ordered, first + i, first + j] += 1
        first += len(stems)
    return found


@settings(max_examples=tries(40), deadline=None)
@given(SEGMENTS)
def test_pairs_are_those_of_plain_loops(segments: list[tuple[int, list[int]]]) -> None:
    assert found_in(stream_of(segments)) == expected_in(segments)


def test_words_of_two_segments_are_no_pair() -> None:
    assert found_in(stream_of([(-1, [1, 2]), (-1, [3, 4])])) == Counter(
        [("neighbours", 1, 2, 0, 1), ("neighbours", 3, 4, 2, 3)]
    )


def test_neighbours_have_an_order_and_companions_none() -> None:
    forth, back = (pairs_in(stream_of([(-1, stems)])).keys.tolist() for stems in ([1, 2, 3], [3, 2, 1]))
    assert set(forth) & set(back) == {(1 << 42) | (1 << 21) | 3}


def test_the_largest_indices_do_not_run_into_each_other() -> None:
    most = (1 << 21) - 1
    assert found_in(stream_of([(most, [most, 0])]))[("neighbours", most, 0, 0, 1)] == 1
    assert len(set(pairs_in(stream_of([(most, [most, 0, most, 0])])).keys.tolist())) == 7


def test_only_neighbours_make_a_text_longer() -> None:
    keys = whole([0, 1 << 42, 2 << 42])
    idf = np.full(3, 2.0)
    assert (pair_lengths(keys, idf) > 0).tolist() == [True, False, False]
    assert (pair_values(keys, idf) > 0).all()
    assert (2 * pair_values(keys, idf)).tolist() == pair_values(keys, 2 * idf).tolist()
