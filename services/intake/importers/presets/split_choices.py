"""Exports of XLSForm tools: a question with several choices has a column for each option, named behind the question."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from services.intake.importers.layout import Asked, Head
from services.intake.importers.told import Plain, Ticks, is_tick

_PARTS_OF_PLACES: Final = ("latitude", "longitude", "altitude", "precision", "accuracy")
Named = Callable[[str], str]


def questions_of(head: Head, headers: int, joint: str, named: Named) -> Iterator[Asked]:
    """The questions of columns that are about nothing else; `named` gives a column's ref, "" for no question."""
    columns = {at: ref for at, heading in enumerate(head.headings) if (ref := named(heading))}
    wholes = {head.headings[at]: at for at in columns}
    options = {at: whole for at in columns if (whole := _whole(head, at, (headers, joint), wholes)) is not None}
    alone = _alone(head, [at for at in columns if at not in options], headers, joint)
    for at, ref in columns.items():
        if at in options or _is_part_of_place(head.headings[at], joint, wholes):
            continue
        if at in alone:
            yield from _first_of(alone[at], at, head, (joint, named))
            continue
        chosen = tuple((each, _option(head.headings[each], joint)) for each, whole in options.items() if whole == at)
        yield Asked(ref, head.headings[at], Ticks(chosen, whole=at) if chosen else Plain(at))


def _whole(head: Head, at: int, split: tuple[int, str], wholes: Mapping[str, int]) -> int | None:
    """The column of the question whose option this column is; None for a question of its own."""
    headers, joint = split
    question, found, _ = head.headings[at].rpartition(joint)
    if not found or question not in wholes or not all(map(is_tick, head.below(at, headers))):
        return None
    return wholes[question]


def _alone(head: Head, columns: Sequence[int], headers: int, joint: str) -> dict[int, tuple[int, ...]]:
    """Options without a column for all that was chosen: neighbours behind one name that hold nothing but ticks."""
    found: dict[int, tuple[int, ...]] = {}
    for question, group in groupby(columns, key=lambda at: head.headings[at].rpartition(joint)[0]):
        parts = tuple(group)
        cells = [text for at in parts for text in head.below(at, headers)]
        if question and len(parts) > 1 and cells and all(text in {"0", "1", "0.0", "1.0"} for text in cells):
            found |= dict.fromkeys(parts, parts)
    return found


def _first_of(parts: tuple[int, ...], at: int, head: Head, names: tuple[str, Named]) -> Iterator[Asked]:
    joint, named = names
    if at == parts[0]:
        question = head.headings[at].rpartition(joint)[0]
        yield Asked(
            named(question), question, Ticks(tuple((each, _option(head.headings[each], joint)) for each in parts))
        )


def _option(heading: str, joint: str) -> str:
    return heading.rpartition(joint)[2]


def _is_part_of_place(heading: str, joint: str, wholes: Mapping[str, int]) -> bool:
    """Whether it is a coordinate of a place that stands whole in another column."""
    group, _, name = heading.rpartition(joint)
    stem, found, part = name.lstrip("_").rpartition("_")
    if not found or part not in _PARTS_OF_PLACES or not name.startswith("_"):
        return False
    return (
        stem in wholes or f"{group}{joint}{stem}" in wholes or any(each.endswith(f"{joint}{stem}") for each in wholes)
    )
