"""What the use cases of reviewing need from outside, as protocols."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from services.reports.domain.decisions import AnswerAt, Decision
from services.reports.domain.surveys import SurveyKey


class Decisions(Protocol):
    """What people decided about answers: every step, and what holds by the last."""

    def located(self, team_id: str, reference: str) -> tuple[SurveyKey, AnswerAt] | None:
        """Which of the team's answers this reference is, None of none."""
        ...

    def current(self, ids: Collection[str]) -> Mapping[AnswerAt, Decision]:
        """The last step about each answer of these responses."""
        ...

    def history(self, at: AnswerAt) -> Sequence[Decision]:
        """All steps about an answer, oldest first."""
        ...

    def add(self, decision: Decision) -> None:
        """Keep a step, the next about its answer."""
        ...

    def mark(self, applies: Mapping[AnswerAt, bool]) -> None:
        """Keep which of the current decisions can hold, the words being what they are now."""
        ...

    def forget(self, ids: Sequence[str]) -> None:
        """Let nothing stay of what was decided about these responses."""
        ...
