"""When figures of a free combination may be told: so that no two answers, subtracted, leave a small group.

Of a single attribute with at most one trait, the rule is that of a split (suppression.py). Of anything finer the whole
table, of all the attributes and traits at once, must have no small cell: then whatever is told of it, of its margins
and of their differences is a sum of cells that are empty or large enough. A table with a small cell anywhere tells
nothing at all, else what is refused would say where it is. This holds for sums and differences of numbers; it does not
hold for systems of equations over three tables that overlap in pairs, which only a rule that hides nearly all would.
"""

from collections import Counter

from services.reports.domain.crossing import Cell, Crossed, Matched, Values
from services.reports.findings.suppression import hidden_in


def is_open(crossed: Crossed, values: Values, smallest: int) -> bool:
    """Whether the number of those with these values and all traits may be told; that of everyone always may."""
    if not values:
        return True
    if len(values) == 1 and len(next(iter(crossed.sizes), Cell(())).traits) <= 1:
        return _shows(crossed, values, smallest)
    return not any(0 < n < smallest for n in crossed.sizes.values())


def matched_in(crossed: Crossed, values: Values, smallest: int) -> Matched:
    """The figures of those with these values and all traits; codes whose own are kept back are None."""
    mine = [cell for cell in crossed.sizes if cell.values == values]
    wanted = [cell for cell in mine if all(cell.traits)]
    codes = {
        code: sum(counts[cell] for cell in wanted) if not values or _has_no_small(crossed, counts, smallest) else None
        for code, counts in crossed.codes.items()
    }
    n, total = (sum(crossed.sizes[cell] for cell in cells) for cells in (wanted, mine))
    return Matched(n, total, codes)


def _shows(crossed: Crossed, values: Values, smallest: int) -> bool:
    """Whether a split by the one attribute shows the group with the one trait, if there is any."""
    sizes: Counter[Values] = Counter()
    line: Counter[Values] = Counter()
    for cell, n in crossed.sizes.items():
        sizes[cell.values] += n
        line[cell.values] += n if all(cell.traits) else 0
    groups = sorted(sizes, key=repr)
    if values not in sizes:
        return False
    hidden = hidden_in([sizes[each] for each in groups], {"": [line[each] for each in groups]}, smallest)
    return groups.index(values) not in hidden.lines[""]


def _has_no_small(crossed: Crossed, counts: Counter[Cell], smallest: int) -> bool:
    """Whether, with a code as one more trait, the table has no small cell."""
    halves = (half for cell, size in crossed.sizes.items() for half in (counts[cell], size - counts[cell]))
    return not any(0 < half < smallest for half in halves)
