"""What introducing people needs from outside, as protocols."""

from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from services.reports.application.ports import Counts
from services.reports.domain.introductions import Introduction
from services.reports.domain.voices import CodeAt, Voice
from shared.contracts.clock import Clock
from shared.contracts.promises import Outbox


class Introductions(Protocol):
    """Answers of people who may be contacted, and the pairs that were decided about."""

    def voices(self, team_id: str, facet: str, reference: str = "") -> list[Voice]:
        """The newest coded answers with this facet, newest first; only the one of a reference where that is given."""
        ...

    def smallest(self, team_id: str) -> Mapping[str, int | None]:
        """From how many a group of each of the team's surveys may be shown; None where a survey says nothing."""
        ...

    def titles(self, team_id: str) -> Mapping[CodeAt, Mapping[str, str]]:
        """What the team's codes are called, by language."""
        ...

    def of(self, team_id: str) -> list[Introduction]:
        """Every pair that was decided about, newest first."""
        ...

    def find(self, id_: str) -> Introduction | None:
        """The one of this id, locked until the end of the transaction."""
        ...

    def add(self, introduction: Introduction) -> bool:
        """Keep one; False when the pair was decided about before."""
        ...

    def put(self, introduction: Introduction) -> None:
        """Keep this in place of what was known."""
        ...

    def forget(self, ids: Collection[str]) -> None:
        """Forget every pair with one of these responses."""
        ...


class HearsOfIntroductions(Protocol):
    """A transaction that knows introductions."""

    @property
    def introductions(self) -> Introductions:
        """The introductions, inside this transaction."""
        ...


class IntroducingUnit(HearsOfIntroductions, Protocol):
    """One transaction."""

    @property
    def counts(self) -> Counts:
        """The figures, whose lock keeps withdrawals away."""
        ...

    @property
    def outbox(self) -> Outbox:
        """The promises of this transaction."""
        ...

    def commit(self) -> None:
        """Make it last."""
        ...


@dataclass(frozen=True, slots=True)
class IntroducingDesk:
    """What introducing works with; `smallest_group` counts where a survey says nothing else."""

    open_unit: Callable[[], AbstractContextManager[IntroducingUnit]]
    open_reading: Callable[[], AbstractContextManager[Introductions]]
    clock: Clock
    new_id: Callable[[], str]
    smallest_group: int
