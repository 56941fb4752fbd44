"""What the use cases of writing and running surveys need from the outside, as protocols."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from services.intake.application.ports import Reading, UnitOfWork
from services.intake.domain.drafts import Draft
from services.intake.domain.questions import Question
from services.intake.domain.responses import State
from services.intake.domain.survey_changes import Archived, Change
from services.intake.domain.surveys import Survey


class Drafts(Protocol):
    """The drafts, at most one of a survey."""

    def find(self, slug: str) -> Draft | None:
        """The draft of this survey, None when there is none."""
        ...

    def take(self, slug: str) -> Draft | None:
        """The same, and until this transaction ends nobody else takes it."""
        ...

    def all(self, team_id: str) -> list[Draft]:
        """A team's drafts, by slug."""
        ...

    def start(self, draft: Draft) -> bool:
        """Keep a draft where there is none of its slug; whether it was kept. Who starts one meanwhile is waited for."""
        ...

    def keep(self, draft: Draft) -> None:
        """Keep a draft in place of the one of its slug."""
        ...

    def remove(self, slug: str) -> None:
        """Take a draft away; nothing happens when there is none."""
        ...


class SurveyChanges(Protocol):
    """What was done to surveys."""

    def add(self, change: Change) -> None:
        """Note one more."""
        ...

    def newest(self, slug: str, most: int) -> list[Change]:
        """What was done last to a survey, the newest first."""
        ...


class Archive(Protocol):
    """The surveys that lists leave out."""

    def find(self, slug: str) -> Archived | None:
        """What is known of a survey that was archived, None when it was not."""
        ...

    def all(self, team_id: str) -> list[Archived]:
        """A team's archived and deleted surveys, by slug."""
        ...

    def keep(self, archived: Archived) -> None:
        """Note it, in place of what was noted of its slug."""
        ...

    def remove(self, slug: str) -> None:
        """Take a survey out of the archive."""
        ...


class CardCounts(Protocol):
    """A survey's cards as a whole, without reading them."""

    def by_state(self, team_id: str) -> Mapping[str, Mapping[State, int]]:
        """How many responses of a team's surveys stand in each state, by slug; surveys without any are left out."""
        ...

    def with_words(self, slug: str, most: int) -> list[str]:
        """The ids of at most so many responses whose words are still there, by id."""
        ...

    def words_left(self, slug: str) -> int:
        """How many responses there are whose words are still there."""
        ...

    def forget_people(self, slug: str) -> None:
        """Take away what is kept of people beside responses: what they saved, printed cards, photos, invitations."""
        ...


class DraftReading(Reading, Protocol):
    """A look that shows drafts and what was done to surveys too."""

    @property
    def drafts(self) -> Drafts:
        """The drafts."""
        ...

    @property
    def changes(self) -> SurveyChanges:
        """What was done to surveys."""
        ...

    @property
    def archive(self) -> Archive:
        """The surveys that lists leave out."""
        ...

    @property
    def counts(self) -> CardCounts:
        """Their cards, counted."""
        ...


class DraftUnit(UnitOfWork, DraftReading, Protocol):
    """A transaction in which drafts, surveys and messages change together."""


class SurveyDocuments(Protocol):
    """Surveys as documents of plain values, and those as text."""

    def survey(self, document: Mapping[str, Any]) -> Survey:
        """The survey that a document holds. Raises InvalidSurvey naming the question and the rule."""
        ...

    def question(self, number: int, document: Mapping[str, Any]) -> Question:
        """The question that a document holds, the `number`th of its survey. Raises InvalidSurvey."""
        ...

    def of(self, survey: Survey) -> dict[str, Any]:
        """The document from which `survey` reads the same survey."""
        ...

    def read(self, text: bytes) -> object:
        """What a YAML file holds. Raises UnreadableDraft."""
        ...

    def write(self, document: Mapping[str, Any]) -> str:
        """A document as YAML, from which `read` reads the same."""
        ...


class Codebooks(Protocol):
    """The codebooks that answers can be coded by."""

    def __call__(self) -> Sequence[str]:
        """The names of those that come with adborth."""
        ...
