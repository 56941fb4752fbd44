"""Which numbers of a table by groups are kept back, so that nobody can be singled out, not even by subtraction.

What is known anyway are the totals over all groups. A small number is hidden, and with it enough others that all hidden
ones together are no small group either: their sum is what a reader gets who subtracts the shown from the total. Of a
code, those who named it and those who did not are both groups: the one is the other subtracted from all in the group.
Not having answered is no statement, and protects nobody here.
Sources: A. Hundepool et al., Statistical Disclosure Control (2012), chapter 4 (primary and secondary suppression).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

K = TypeVar("K")
Places = frozenset[int]


@dataclass(frozen=True, slots=True)
class Hidden(Generic[K]):
    """The places that are kept back: of groups' sizes, and of each line of the table."""

    sizes: Places
    lines: Mapping[K, Places]


def hidden_in(sizes: Sequence[int], lines: Mapping[K, Sequence[int]], smallest: int) -> Hidden[K]:
    """What to hide of a table: `sizes` of the groups that make up everyone, and of each line how many of each group.

    A line hides whatever the sizes hide. Raises ValueError when a line has more of a group than there are.
    """
    of_sizes = _hidden_sizes(sizes, smallest)
    return Hidden(of_sizes, {key: _hidden_counts(sizes, line, of_sizes, smallest) for key, line in lines.items()})


def hidden_sizes(sizes: Sequence[int], smallest: int) -> Places:
    """What to hide of a single line of groups that make up everyone."""
    return _hidden_sizes(sizes, smallest)


def _hidden_sizes(sizes: Sequence[int], smallest: int) -> Places:
    small = {place for place, size in enumerate(sizes) if 0 < size < smallest}
    return _widened(small, [sizes], smallest)


def _hidden_counts(sizes: Sequence[int], line: Sequence[int], of_sizes: Places, smallest: int) -> Places:
    rest = [size - n for size, n in zip(sizes, line, strict=True)]
    if min(rest, default=0) < 0 or min(line, default=0) < 0:
        raise ValueError(f"{list(line)} of {list(sizes)} are no counts")
    small = {place for place in range(len(sizes)) if 0 < line[place] < smallest or 0 < rest[place] < smallest}
    return _widened(small | of_sizes, [line, rest], smallest)


def _widened(hidden: set[int], counts: Sequence[Sequence[int]], smallest: int) -> Places:
    """The hidden places and as many more as it takes; at the worst all, whose sum is known anyway."""
    found = set(hidden)
    while lacking := [line for line in counts if _tells(line, found, smallest)]:
        left = [place for place in range(len(counts[0])) if place not in found]
        if not left:
            break
        found.add(min(left, key=_cheapest(lacking[0], counts, smallest)))
    return frozenset(found)


def _tells(line: Sequence[int], hidden: set[int], smallest: int) -> bool:
    """Whether the sum of what is hidden gives a small group away: itself, or ones that it can only be the sum of."""
    together = sum(line[place] for place in hidden)
    some = sum(1 for place in hidden if line[place])
    return 0 < together < max(smallest, some + 1)


def _cheapest(
    line: Sequence[int], counts: Sequence[Sequence[int]], smallest: int
) -> Callable[[int], tuple[bool, int, int]]:
    """The order in which to hide more: first what suffices and costs the fewest people, then what helps most."""

    def order(place: int) -> tuple[bool, int, int]:
        suffices = line[place] >= smallest
        people = sum(each[place] for each in counts)
        return not suffices, people if suffices else -line[place], place

    return order
