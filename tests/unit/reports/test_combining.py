"""No two answers about combinations, subtracted, leave a small group: tried by brute force on small populations."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import product

import pytest

from services.reports.domain.chances import Code
from services.reports.domain.crossing import Cell, Crossed, Values
from services.reports.findings.combining import is_open, matched_in

K = 3
CODE = Code("conditions", "resources")
Atom = tuple[str, str, bool, bool]
"""A smallest part of everyone: role, site, whether an answer has the trait, and whether it bears the code."""
ATOMS: list[Atom] = list(product("ab", "xyz", (True, False), (True, False)))
Vector = tuple[bool, ...]


def _population(seed: int) -> dict[Atom, int]:
    rng = random.Random(seed)
    most = rng.choice((4, 12, 40))
    return {atom: rng.choice((0, rng.randint(0, most), rng.randint(K, most + K))) for atom in ATOMS}


def _crossed(people: dict[Atom, int], axes: tuple[int, ...], *, trait: bool) -> Crossed:
    sizes: Counter[Cell] = Counter()
    codes: dict[Code, Counter[Cell]] = {CODE: Counter()}
    for atom, n in people.items():
        if n:
            cell = Cell(tuple(atom[axis] for axis in axes), (atom[2],) if trait else ())
            sizes[cell] += n
            codes[CODE][cell] += n * atom[3]
    return Crossed(sizes, codes)


def _told(people: dict[Atom, int]) -> Iterator[tuple[Vector, int]]:
    """Every number that combinations of two attributes tell, as the set of atoms that it counts."""
    for trait, values in product((False, True), product("ab", "xyz")):
        crossed = _crossed(people, (0, 1), trait=trait)
        if is_open(crossed, values, K):
            found = matched_in(crossed, values, K)
            yield _vector(lambda atom, of=values: atom[:2] == of), found.total
            yield _vector(lambda atom, of=values, has=trait: atom[:2] == of and atom[2] >= has), found.n
            n = found.codes[CODE]
            if n is not None:
                yield _vector(lambda atom, of=values, has=trait: atom[:2] == of and atom[2] >= has and atom[3]), n


def _vector(inside: Callable[[Atom], bool]) -> Vector:
    return tuple(inside(atom) for atom in ATOMS)


@pytest.mark.parametrize("seed", range(150))
def test_no_difference_of_two_numbers_and_no_rest_of_a_row_is_small(seed: int) -> None:
    people = _population(seed)
    told = dict(_told(people))
    counts = [people[atom] for atom in ATOMS]
    for vector, n in told.items():
        assert n == sum(count for count, inside in zip(counts, vector, strict=True) if inside)
        assert not 0 < n < K
    margins = [_vector(lambda atom, of=value: value_of(atom, of)) for value in "abxyz"]
    for large, small in product([*told, *margins], [*told]):
        rest = [count for count, one, other in zip(counts, large, small, strict=True) if one and not other]
        if all(one or not other for one, other in zip(large, small, strict=True)):
            assert not 0 < sum(rest) < K, (large, small)


def value_of(atom: Atom, value: str) -> bool:
    """Whether an atom lies in the group of one value."""
    return value in atom[:2]


def test_some_combinations_are_open_and_a_code_may_be_kept_back_alone() -> None:
    found = Counter()
    for seed in range(150):
        crossed = _crossed(_population(seed), (0, 1), trait=False)
        opened = is_open(crossed, ("a", "x"), K)
        found[opened, opened and matched_in(crossed, ("a", "x"), K).codes[CODE] is not None] += 1
    assert set(found) == {(False, False), (True, False), (True, True)}


@pytest.mark.parametrize(
    ("sizes", "values", "opened"),
    [
        ({("a",): (9, 0), ("b",): (9, 9)}, ("a",), True),
        ({("a",): (5, 4), ("b",): (9, 9)}, ("a",), True),
        ({("a",): (7, 2), ("b",): (9, 9)}, ("a",), False),
        ({("a",): (9, 9)}, ("c",), False),
        ({}, ("c",), False),
        ({("a",): (1, 1)}, (), True),
    ],
)
def test_a_group_with_one_trait_is_open_where_a_split_would_show_it(
    sizes: dict[Values, tuple[int, int]], values: Values, opened: bool
) -> None:
    cells = {
        Cell(group, (has,)): n for group, pair in sizes.items() for has, n in zip((True, False), pair, strict=True)
    }
    assert is_open(Crossed(Counter({cell: n for cell, n in cells.items() if n})), values, K) is opened


def test_everyone_is_told_whole() -> None:
    crossed = Crossed(Counter({Cell((), (True,)): 1, Cell((), (False,)): 4}), {CODE: Counter({Cell((), (True,)): 1})})
    found = matched_in(crossed, (), K)
    assert (found.n, found.total, found.codes) == (1, 5, {CODE: 1})
