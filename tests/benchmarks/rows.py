"""One measured line: a figure, the floor measured beside it in the same run, their ratio, and the aim."""

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

_HEADINGS: Final = ("measure", "figure", "spread", "floor in the same run", "ratio", "aim", "")


@dataclass(frozen=True)
class Runs:
    """What several runs gave; the median stands for all of them."""

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        """The figure."""
        return statistics.median(self.values)

    @property
    def spread(self) -> str:
        """The lowest and the highest; empty for a single run."""
        return f"{shown(min(self.values))}–{shown(max(self.values))}" if len(self.values) > 1 else ""


@dataclass(frozen=True)
class Floor:
    """The least that has to be done, measured under the same load."""

    name: str
    runs: Runs


@dataclass(frozen=True)
class Aim:
    """A bound for the figure, or for its ratio to the floor; `above` False: stay below it."""

    bound: float
    of_ratio: bool = False
    above: bool = True

    def met_by(self, figure: float, ratio: float | None) -> bool:
        """Whether a figure or its ratio holds the bound."""
        judged = ratio if self.of_ratio else figure
        return judged is not None and (judged >= self.bound if self.above else judged <= self.bound)

    def __str__(self) -> str:
        return f"{'ratio ' if self.of_ratio else ''}{'≥' if self.above else '≤'} {shown(self.bound)}"


@dataclass(frozen=True)
class Row:
    """One line of the table; a figure without floor or aim is there to be watched."""

    measure: str
    runs: Runs
    unit: str
    floor: Floor | None = None
    aim: Aim | None = None

    @property
    def ratio(self) -> float | None:
        """The figure by its floor, both as medians."""
        return self.runs.median / self.floor.runs.median if self.floor else None

    @property
    def met(self) -> bool | None:
        """Whether the aim is met, None without one."""
        return self.aim.met_by(self.runs.median, self.ratio) if self.aim else None

    def cells(self) -> tuple[str, ...]:
        """The line as it is shown."""
        floor = f"{shown(self.floor.runs.median)} {self.unit}: {self.floor.name}" if self.floor else ""
        ratio = f"{self.ratio:.2f}" if self.ratio is not None else ""
        verdict = {True: "met", False: "MISSED", None: ""}[self.met]
        aim = str(self.aim) if self.aim else ""
        return self.measure, f"{shown(self.runs.median)} {self.unit}", self.runs.spread, floor, ratio, aim, verdict

    def as_json(self) -> dict[str, Any]:
        """The line for programs, with every run."""
        return asdict(self) | {"median": self.runs.median, "ratio": self.ratio, "met": self.met}


def shown(value: float) -> str:
    """Three significant digits, thousands set apart."""
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def table(rows: Sequence[Row]) -> Iterator[str]:
    """The lines of the table, columns aligned."""
    lines = [_HEADINGS, *(row.cells() for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(_HEADINGS))]
    for number, line in enumerate(lines):
        yield "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        if number == 0:
            yield "  ".join("─" * width for width in widths)
