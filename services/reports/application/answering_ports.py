"""What answering, comments and thanks keep, as protocols."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from services.reports.domain.answering import Answer, AnsweringRules
from services.reports.domain.comments import Comment, Standing
from services.reports.domain.decisions import AnswerAt
from services.reports.domain.praise import Praise
from services.reports.domain.surveys import SurveyKey


class AnswersGiven(Protocol):
    """What teams said to codes, with everything that they said before."""

    def of(self, key: SurveyKey) -> list[Answer]:
        """All versions of a survey's answers, the oldest first."""
        ...

    def elsewhere(self, key: SurveyKey, codebooks: Collection[str]) -> list[Answer]:
        """All versions of answers to codes of these codebooks in the team's other surveys."""
        ...

    def keep(self, answer: Answer) -> None:
        """Keep version n beside those before it; the survey is locked, so that no two have the same number."""
        ...


class RulesOfAnswering(Protocol):
    """What teams decided about answers and comments."""

    def rules(self, key: SurveyKey) -> AnsweringRules:
        """The rules of a survey."""
        ...

    def put(self, key: SurveyKey, rules: AnsweringRules) -> None:
        """Keep these rules."""
        ...


class Comments(Protocol):
    """Comments on publications."""

    def add(self, comment: Comment) -> None:
        """Keep a new comment."""
        ...

    def one(self, key: SurveyKey, comment_id: str) -> Comment | None:
        """The comment of this id."""
        ...

    def of(self, key: SurveyKey, standing: Standing, number: int | None, limit: int) -> list[Comment]:
        """Those of this standing, of one number where it is named: the oldest first."""
        ...

    def decide(self, comment: Comment) -> None:
        """Keep what was decided about a comment."""
        ...

    def remove(self, key: SurveyKey, comment_id: str) -> None:
        """Delete a comment with everything in it."""
        ...


class Praises(Protocol):
    """The answers that stand on pages of thanks."""

    def of(self, key: SurveyKey) -> list[Praise]:
        """Those of a survey, newest first."""
        ...

    def put(self, praise: Praise) -> None:
        """Keep an answer there."""
        ...

    def remove(self, key: SurveyKey, at: AnswerAt) -> None:
        """Let an answer stand there no more."""
        ...

    def forget(self, ids: Collection[str]) -> None:
        """Forget the answers of these responses."""
        ...


@dataclass(frozen=True, slots=True)
class Answering:
    """All of it inside one transaction."""

    given: AnswersGiven
    rules: RulesOfAnswering
    comments: Comments
    praises: Praises
