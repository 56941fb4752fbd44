"""A reader who asks the API for everything and subtracts any two answers is left with no small group."""

import csv
import io
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest

from shared.contracts.messages import ResponseCoded
from tests.support.reports.crowd import crowded
from tests.support.reports.making import NOON, coded, parcel
from tests.support.reports.web import VIEWER, Site, site

API, K = "/api/v1/reports/crowd", 5
ROLES, SITES, HOURS = ("nurse", "doctor", None), ("Bangor", "Ysbyty"), (8, 9)


class Atom(NamedTuple):
    """A smallest part of everyone."""

    role: str | None
    site: str
    hour: int
    time: bool
    resources: bool
    need: bool


ATOMS = [Atom(*each) for each in product(ROLES, SITES, HOURS, *[(True, False)] * 3)]
CODES = {"time_and_space": "time", "resources": "resources"}
Told = tuple[tuple[bool, ...], int]


def _set(inside: Callable[[Atom], bool]) -> tuple[bool, ...]:
    return tuple(inside(atom) for atom in ATOMS)


def _response(number: int, atom: Atom) -> ResponseCoded:
    codes = [code for code, name in CODES.items() if getattr(atom, name)]
    attributes = {"site": atom.site} | ({"role": atom.role} if atom.role else {})
    at = NOON.replace(hour=atom.hour) + timedelta(seconds=number)
    said = coded(f"r{number}", {"q_next": codes}, survey="crowd", attributes=attributes, at=at)
    facets = ("need",) if atom.need else ()
    return replace(said, answers=tuple(replace(each, facets=facets) for each in said.answers))


def _get(made: Site, path: str) -> Any:
    return made.client.get(path, headers=VIEWER)


def _whole(made: Site) -> Iterator[Told]:
    report = _get(made, API).get_json()
    yield _set(lambda _: True), report["responses"]
    for code, name in CODES.items():
        n = next(line["n"] for line in report["codes"] if line["code"] == code)
        yield _set(lambda atom, of=name: getattr(atom, of)), n
    for pair in report["together"]["pairs"]:
        yield _set(lambda atom: atom.time and atom.resources), pair["n"]
    need = next(facet for facet in report["facets"] if facet["facet"] == "need")
    yield _set(lambda atom: atom.need), need["n"]
    for line in need["codes"]:
        yield _set(lambda atom, of=CODES[line["code"]]: atom.need and getattr(atom, of)), line["n"]
    yield from _time(report["time"], None)
    for code in CODES:
        yield from _time(_get(made, f"{API}/codes/{code}").get_json()["time"], code)


def _time(time: Any, code: str | None) -> Iterator[Told]:
    for part in time["parts"]:
        hour = int(part["begins"][11:13])
        if part["responses"] is not None:
            yield _set(lambda atom, of=hour: atom.hour == of), part["responses"]
        if code and part["n"] is not None:
            yield _set(lambda atom, of=hour: atom.hour == of and getattr(atom, CODES[code])), part["n"]


def _splits(made: Site) -> Iterator[Told]:
    for by in ("role", "site"):
        split = _get(made, f"{API}?by={by}").get_json()["split"]
        (question,) = split["questions"]
        for group in question["groups"]:
            if group["answers"] is not None:
                yield _set(lambda atom, of=group["value"], by=by: getattr(atom, by) == of), group["answers"]
        table = _get(made, f"{API}/figures.csv?by={by}").get_data(as_text=True)
        feed = _get(made, f"{API}/feed.csv").get_data(as_text=True)
        for row in csv.DictReader(io.StringIO((table if by == "role" else feed).removeprefix("\ufeff"))):
            if row["attribute"] == by and row["n"] and row["code"] in CODES:
                value, name = row["value"] or None, CODES[row["code"]]
                yield _set(lambda a, of=value, by=by, has=name: getattr(a, by) == of and getattr(a, has)), int(row["n"])


def _filtered(made: Site) -> Iterator[Told]:
    """Every combination of a role, a site, a code and the facet."""
    for role, place, code, facet in product(("", *ROLES), ("", *SITES), ("", *CODES), ("", "need")):
        who = [f"role:{role or ''}"] * (role != "") + [f"site:{place}"] * (place != "")
        asked = {"question": "q_next", "code": code, "facet": facet, "who": who}
        answered = _get_answers(made, asked)
        if answered is None:
            continue

        def mine(atom: Atom, role: str | None = role, place: str = place) -> bool:
            return role in ("", atom.role) and place in ("", atom.site)

        def wanted(atom: Atom, mine: Any = mine, code: str = code, facet: str = facet) -> bool:
            return mine(atom) and (not code or getattr(atom, CODES[code])) and (not facet or atom.need)

        yield _set(wanted), answered["n"]
        yield _set(mine), answered["total"]
        for line in answered["codes"]:
            if line["n"] is not None and line["code"] in CODES:
                yield _set(lambda a, of=wanted, has=CODES[line["code"]]: of(a) and getattr(a, has)), line["n"]


def _get_answers(made: Site, asked: dict[str, Any]) -> Any:
    answered = made.client.get(f"{API}/answers", query_string=asked, headers=VIEWER)
    if answered.status_code == 403:
        assert answered.get_json()["code"] == "group-too-small"
        return None
    assert answered.status_code == 200
    return answered.get_json()


@pytest.mark.parametrize("seed", range(5))
def test_nobody_is_left_when_two_answers_are_subtracted(tmp_path: Path, seed: int) -> None:
    rng, made = random.Random(seed), site(tmp_path)
    weights = [rng.choice((0, 0, 1, 6)) for _ in ATOMS]
    people = rng.choices(ATOMS, weights, k=rng.choice((30, 90, 400)))
    made.reports.consumer([parcel(crowded()), *(parcel(_response(n, atom)) for n, atom in enumerate(people))])
    counts = np.array([people.count(atom) for atom in ATOMS])
    told: dict[tuple[bool, ...], int] = {}
    for group, n in (*_whole(made), *_splits(made), *_filtered(made)):
        assert told.setdefault(group, n) == n == int(counts @ np.array(group))
    known = {group for group in told if _is_of_words_alone(group)}
    for one, other in product(told, told):
        left = tuple(np.array(one) & ~np.array(other))
        if not np.any(np.array(other) & ~np.array(one)) and left not in known and not _is_of_words_alone(left):
            assert not 0 < counts @ np.array(left) < K, (seed, told[one], told[other])
    made.reports.close()


def _is_of_words_alone(group: tuple[bool, ...]) -> bool:
    """Whether it says what was said and not by whom or when: the team reads all words, and counts them at will."""
    inside: dict[tuple[bool, ...], set[bool]] = {}
    for atom, has in zip(ATOMS, group, strict=True):
        inside.setdefault(atom[3:], set()).add(bool(has))
    return all(len(each) == 1 for each in inside.values())
