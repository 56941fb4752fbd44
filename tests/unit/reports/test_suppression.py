"""Nobody is singled out by a table, whatever is subtracted from whatever: tried by brute force on small tables."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.reports.findings.suppression import hidden_in, hidden_sizes
from tests.support.tries import tries

K = 3
Cell = tuple[int, int, bool]
"""A smallest part of everyone: those of a group in each of two splits who named a code, or did not."""


@pytest.mark.parametrize(
    ("sizes", "line", "hidden"),
    [
        ([20, 20, 20], [6, 7, 8], set()),
        ([20, 20, 20], [6, 2, 8], {0, 1}),
        ([20, 20, 20], [2, 4, 8], {0, 1}),
        ([20, 20, 20], [0, 2, 1], {0, 1, 2}),
        ([20, 20, 20], [0, 0, 9], set()),
        ([20, 20, 20], [6, 18, 8], {0, 1}),
        ([4, 20, 30], [0, 8, 9], {0, 1}),
        ([2, 2, 30], [0, 0, 9], {0, 1, 2}),
        ([3], [1], {0}),
        ([], [], set()),
    ],
)
def test_a_small_number_is_hidden_and_so_is_what_would_give_it_back(
    sizes: list[int], line: list[int], hidden: set[int]
) -> None:
    assert hidden_in(sizes, {"code": line}, 5).lines["code"] == hidden


def test_sizes_that_are_known_one_by_one_are_hidden_together() -> None:
    assert hidden_sizes([30, 12, 2, 1], 5) == {1, 2, 3}
    assert hidden_sizes([4, 3, 20], 5) == {0, 1}
    assert hidden_sizes([1, 1, 20], 2) == {0, 1, 2}, "two hidden ones that sum to 2 are 1 each"


@pytest.mark.parametrize("line", [[4, 0], [-1, 0]])
def test_what_cannot_be_counts_is_refused(line: list[int]) -> None:
    with pytest.raises(ValueError, match="no counts"):
        hidden_in([3, 3], {"code": line}, 5)


tables = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=4)


@settings(max_examples=tries(300))
@given(tables, st.integers(2, 6))
def test_what_is_shown_and_what_all_hidden_are_together_is_never_small(
    groups: list[tuple[int, int]], smallest: int
) -> None:
    line, rest = [named for named, _ in groups], [silent for _, silent in groups]
    sizes = [sum(each) for each in groups]
    hidden = hidden_in(sizes, {"code": line}, smallest)
    everything = set(range(len(groups)))
    for counts, kept in ((sizes, hidden.sizes), (line, hidden.lines["code"]), (rest, hidden.lines["code"])):
        assert not any(0 < counts[place] < smallest for place in everything - kept)
        assert kept == everything or not 0 < sum(counts[place] for place in kept) < smallest
    assert hidden.sizes <= hidden.lines["code"]


@st.composite
def people(draw: st.DrawFn) -> dict[Cell, int]:
    """How many there are in each cell of two splits at once, by whether they named the code."""
    ways = draw(st.integers(2, 3)), draw(st.integers(1, 2))
    cells = list(product(range(ways[0]), range(ways[1]), (True, False)))
    return {cell: draw(st.integers(0, 5)) for cell in cells}


Vector = tuple[int, ...]


def _published(everyone: dict[Cell, int]) -> list[Vector]:
    """What a reader of both splits sees, each number as the set of cells that it counts; totals come last."""
    told: list[Vector] = []
    for axis in (0, 1):
        values = sorted({cell[axis] for cell in everyone})
        sizes = [sum(n for cell, n in everyone.items() if cell[axis] == value) for value in values]
        line = [sum(n for cell, n in everyone.items() if cell[axis] == value and cell[2]) for value in values]
        hidden = hidden_in(sizes, {"code": line}, K)
        for place, value in enumerate(values):
            if place not in hidden.sizes:
                told.append(tuple(int(cell[axis] == value) for cell in everyone))
            if place not in hidden.lines["code"]:
                told.append(tuple(int(cell[axis] == value and cell[2]) for cell in everyone))
    return [*dict.fromkeys(told), *_totals(everyone)]


def _totals(everyone: dict[Cell, int]) -> list[Vector]:
    return [tuple(1 for _ in everyone), tuple(int(cell[2]) for cell in everyone)]


def _known_anyway(everyone: dict[Cell, int]) -> set[Vector]:
    """Groups that the report without a split tells: all, those who named the code, and those who did not."""
    return {*_totals(everyone), tuple(int(not cell[2]) for cell in everyone)}


@settings(max_examples=tries(300), deadline=None)
@given(people())
def test_no_small_group_can_be_worked_out_from_what_two_splits_tell(everyone: dict[Cell, int]) -> None:
    """Every set of people is tried whose number is a sum of published numbers, each with any weight at all."""
    told = np.array(_published(everyone), dtype=float)
    groups = np.array(list(product((0, 1), repeat=len(everyone))), dtype=float)
    worked_out = groups[np.abs(groups - groups @ np.linalg.pinv(told) @ told).max(axis=1) < 1e-9]
    for group in {tuple(map(int, each)) for each in worked_out} - _known_anyway(everyone):
        size = sum(n for n, inside in zip(everyone.values(), group, strict=True) if inside)
        assert not 0 < size < K, (everyone, group)


@settings(max_examples=tries(150), deadline=None)
@given(tables, st.integers(2, 4))
def test_a_hidden_small_number_could_as_well_be_another(groups: list[tuple[int, int]], smallest: int) -> None:
    """Who knows the sizes, the totals and this very rule, and counts through what fits, is left with a choice."""
    sizes, line = [sum(each) for each in groups], [named for named, _ in groups]
    hidden = hidden_in(sizes, {"code": line}, smallest)
    if hidden.sizes or sum(line) < smallest or sum(sizes) - sum(line) < smallest:
        return
    kept = sorted(hidden.lines["code"])
    fits = [
        tried
        for tried in product(*(range(sizes[place] + 1) for place in kept))
        if sum(tried) == sum(line[place] for place in kept)
    ]
    for place, values in zip(kept, zip(*fits, strict=True), strict=True):
        if 0 < line[place] < smallest or 0 < sizes[place] - line[place] < smallest:
            assert len(set(values)) > 1
