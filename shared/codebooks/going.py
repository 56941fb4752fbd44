"""Checks how codes go: each in one way, to codes that are there, and never in a circle."""

from collections.abc import Mapping, Sequence
from typing import Final

from shared.codebooks.reading import Entry

WAYS_TO_GO: Final = ("merged_into", "split_into", "retired")


def refuse_wrong_ways(codes: Sequence[Entry]) -> None:
    """Raise InvalidCodebook where a code goes in two ways, to nowhere or in a circle, or where none is left."""
    by_id = {code.id(): code for code in codes}
    leads = {id_: _leads_to(code, by_id) for id_, code in by_id.items()}
    for id_, code in by_id.items():
        if id_ in _reached(id_, leads):
            raise code.broken(f"{_way(code)} leads back to {id_!r} itself", _way(code))
    if codes and all(_ways(code) for code in codes):
        raise codes[0].broken("every code is merged, split or retired; at least one must be left", _way(codes[0]))


def _leads_to(code: Entry, by_id: Mapping[str, Entry]) -> tuple[str, ...]:
    ways = _ways(code)
    if len(ways) > 1:
        raise code.broken(f"{ways[0]} and {ways[1]} cannot both be so: a code goes in one way", ways[1])
    merged = code.name("merged_into")
    leads = (merged,) if merged else code.names("split_into")
    for id_ in leads:
        if id_ not in by_id:
            raise code.broken(f"{ways[0]} names {id_!r}, but there is no such code", ways[0])
    return leads


def _reached(start: str, leads: Mapping[str, tuple[str, ...]]) -> set[str]:
    reached: set[str] = set()
    ahead = list(leads[start])
    while ahead:
        id_ = ahead.pop()
        if id_ not in reached:
            reached.add(id_)
            ahead.extend(leads[id_])
    return reached


def _ways(code: Entry) -> list[str]:
    return [way for way in WAYS_TO_GO if code.values.get(way)]


def _way(code: Entry) -> str:
    return _ways(code)[0]
