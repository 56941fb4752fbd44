"""Which attributes of responses a file may tell, so that no row stands for fewer people than a group may have.

A value, and a combination of values, that fewer than `smallest` responses share is left out (k-anonymity by local
suppression: L. Sweeney, International Journal of Uncertainty, Fuzziness and Knowledge-Based Systems 10 (2002),
571-588).
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from shared.contracts.exported_table import HIDDEN

Traits = Mapping[str, str]
_Row = list[str]


def untold(rows: Sequence[Traits], columns: Sequence[str], smallest: int) -> list[dict[str, str]]:
    """The rows with all columns, "" where nothing was said; earlier columns are left out before later ones."""
    told: list[_Row] = [[row.get(column, "") for column in columns] for row in rows]
    for place in range(len(columns)):
        _hide_rare_values(told, place, smallest)
    for place in range(len(columns)):
        for row in _too_few(told, smallest):
            row[place] = HIDDEN
    _fill_hidden(told, smallest)
    return [dict(zip(columns, row, strict=True)) for row in told]


def _hide_rare_values(rows: Sequence[_Row], place: int, smallest: int) -> None:
    counts = Counter(row[place] for row in rows)
    rare = {value for value, n in counts.items() if n < smallest}
    for row in rows:
        if row[place] in rare:
            row[place] = HIDDEN


def _too_few(rows: Sequence[_Row], smallest: int) -> list[_Row]:
    alike: dict[tuple[str, ...], list[_Row]] = defaultdict(list)
    for row in rows:
        alike[tuple(row)].append(row)
    return [row for same in alike.values() if len(same) < smallest for row in same]


def _fill_hidden(rows: Sequence[_Row], smallest: int) -> None:
    """Rows that tell nothing are a group too: where they are few, others are hidden with them.

    From the largest group so many as it takes, if it stays large enough; else the whole of the smallest.
    """
    while 0 < (hidden := sum(map(_is_hidden, rows))) < smallest and hidden < len(rows):
        groups: dict[tuple[str, ...], list[_Row]] = defaultdict(list)
        for row in rows:
            if not _is_hidden(row):
                groups[tuple(row)].append(row)
        by_size = sorted(groups.values(), key=len)
        lacking = smallest - hidden
        taken = by_size[-1][:lacking] if len(by_size[-1]) - lacking >= smallest else by_size[0]
        for row in taken:
            row[:] = [HIDDEN] * len(row)


def _is_hidden(row: _Row) -> bool:
    return all(value == HIDDEN for value in row)
