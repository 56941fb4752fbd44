"""The answers to one question, told apart by attributes and traits at once: what a combination must be safe in."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from services.reports.domain.chances import Code

Values = tuple[str | None, ...]
"""A value of each of some attributes, None for those who gave none."""


class Cell(NamedTuple):
    """Those with these values of the attributes, and for each trait whether the answer has it."""

    values: Values
    traits: tuple[bool, ...] = ()


@dataclass(slots=True)
class Crossed:
    """How many answers are in each cell that anybody is in, and how many of those bear each code."""

    sizes: Counter[Cell] = field(default_factory=Counter)
    codes: Mapping[Code, Counter[Cell]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Matched:
    """How many answers are as the filter wants them, out of how many of the group, and how many bear each code."""

    n: int
    total: int
    codes: Mapping[Code, int | None]
