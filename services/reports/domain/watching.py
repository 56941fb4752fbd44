"""When a finding has changed enough to be told: not with every card, but when it left the interval that was told."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

FEWEST: Final = 30
"""Of fewer answers no change is told: their intervals are too wide to mean anything."""


class ToldShare(NamedTuple):
    """A share with its interval, as it was told last."""

    estimate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class SeenFinding:
    """A code of a report as it stands: `n` is how many were found, out of `cases`."""

    code: str
    theme: str
    n: int
    cases: int
    share: ToldShare


@dataclass(frozen=True, slots=True)
class Changed:
    """A finding that left what was told of it."""

    finding: SeenFinding
    before: ToldShare


class Measure(StrEnum):
    """What a threshold looks at."""

    FOUND_IN = "n"
    SHARE = "share"


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """A team wants to hear when a code of a survey reaches `level`: a number of responses, or a share in per cent."""

    team_id: str
    id: str
    survey: str
    code: str
    measure: Measure
    level: int
    crossed: bool = False

    def is_reached(self, finding: SeenFinding) -> bool:
        """Whether the code is that far."""
        reached = finding.n if self.measure is Measure.FOUND_IN else finding.share.estimate * 100
        return reached >= self.level


def changes(told: Mapping[str, ToldShare], seen: Sequence[SeenFinding]) -> Iterator[Changed]:
    """The findings whose share lies outside of the interval that was told last; one that never was is no change."""
    for finding in seen:
        before = told.get(finding.code)
        if before and finding.cases >= FEWEST and not before.low <= finding.share.estimate <= before.high:
            yield Changed(finding, before)


def to_remember(told: Mapping[str, ToldShare], seen: Sequence[SeenFinding]) -> dict[str, ToldShare]:
    """What counts as told from now on: what changed and what is new, all else as it was told."""
    news = {changed.finding.code: changed.finding.share for changed in changes(told, seen)}
    new = {finding.code: finding.share for finding in seen if finding.code not in told and finding.cases >= FEWEST}
    return {**told, **new, **news}
