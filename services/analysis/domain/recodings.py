"""Codings anew, from the question what would change to the adoption of a model: what may follow upon what."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from services.analysis.domain.differences import NO_DIFFERENCES, Differences


class Purpose(StrEnum):
    """What somebody asks for."""

    COMPARE = "compare"
    ADOPT = "adopt"
    DISCARD = "discard"


class State(StrEnum):
    """How far it has come."""

    COMPARING = "comparing"
    COMPARED = "compared"
    ADOPTING = "adopting"
    ADOPTED = "adopted"
    DISCARDED = "discarded"
    FAILED = "failed"


WORKING: Final = (State.COMPARING, State.ADOPTING)
"""The states in which there is something left to do without anybody asking."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """F1 of the present model and of candidates on reviews that they had not seen, out of so many reviews."""

    reviews: int = 0
    present: float | None = None
    candidate: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recoding:
    """One coding anew by a version of a codebook; `surveys` empty means all that use it.

    It walks over responses in the order of their ids: `after` is the last that was done. `step` rises with every
    change; `begun`: its model is the adopted one.
    """

    id: str
    team_id: str
    codebook: str
    codebook_version: int
    asked_at: datetime
    surveys: tuple[str, ...] = ()
    story: str = ""
    purpose: Purpose = Purpose.COMPARE
    state: State = State.COMPARING
    step: int = 1
    after: str = ""
    done: int = 0
    total: int = 0
    model: str = ""
    begun: bool = False
    differences: Differences = NO_DIFFERENCES
    judgement: Judgement = field(default_factory=Judgement)
    reason: str = ""

    @property
    def works(self) -> bool:
        """Whether there is something left to do."""
        return self.state in WORKING

    @property
    def is_in_hand(self) -> bool:
        """Whether examples of what would change are still being collected."""
        return self.state is State.COMPARING

    @property
    def tenths(self) -> int:
        """How many tenths of the way are done."""
        return 10 * self.done // max(1, self.total)

    @property
    def place(self) -> tuple[State, str, bool, str]:
        """Where in the work it is: two workers at the same place do the same, and only one of them may."""
        return self.state, self.model, self.begun, self.after

    def asked(self, purpose: Purpose, at: datetime) -> "Recoding":
        """What it is once somebody asked for this too, in whatever order the requests arrive.

        What is adopted, or is being adopted, is discarded no more; what was discarded or failed stays so.
        """
        if self.state not in (State.COMPARING, State.COMPARED) or purpose is Purpose.COMPARE:
            return self
        if purpose is Purpose.DISCARD:
            return replace(self, purpose=purpose, state=State.DISCARDED, step=self.step + 1)
        if self.state is State.COMPARED:
            return self._adopting(at)
        return replace(self, purpose=purpose, step=self.step + 1)

    def trained(self, model: str, judgement: Judgement, total: int) -> "Recoding":
        """The candidate is there."""
        return replace(self, model=model, judgement=judgement, total=total, step=self.step + 1)

    def walked(self, last: str, responses: int) -> "Recoding":
        """So many more responses are done, `last` the last of them."""
        done = self.done + responses
        return replace(self, after=last, done=done, total=max(self.total, done), step=self.step + 1)

    def differing(self, differences: Differences) -> "Recoding":
        """The same, with what would change as far as it is known."""
        return replace(self, differences=differences)

    def without_examples(self) -> "Recoding":
        """The same without answers to look at: once they are told, nothing of a response need stay here."""
        return replace(self, differences=replace(self.differences, examples=()))

    def arrived(self, at: datetime) -> "Recoding":
        """The walk is at its end."""
        if self.state is State.ADOPTING:
            return replace(self, state=State.ADOPTED, total=self.done, step=self.step + 1)
        compared = replace(self, state=State.COMPARED, total=self.done, step=self.step + 1)
        return compared if self.purpose is Purpose.COMPARE else compared._adopting(at)

    def beginning(self, total: int) -> "Recoding":
        """Its model is adopted; the responses coded before are told anew."""
        return replace(self, begun=True, total=total, step=self.step + 1)

    def failed(self, reason: str) -> "Recoding":
        """It cannot go on, for a reason that is a stable code."""
        return replace(self, state=State.FAILED, reason=reason, step=self.step + 1)

    def _adopting(self, at: datetime) -> "Recoding":
        told = replace(self, purpose=Purpose.ADOPT, state=State.ADOPTING, asked_at=at, step=self.step + 1)
        return replace(told, after="", done=0, total=0)
