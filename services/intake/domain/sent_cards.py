"""A response as the person who holds its receipt sees it: their words, and what became of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from services.intake.domain.published_reports import PublishedReport
from services.intake.domain.questions import Question
from services.intake.domain.responses import State
from services.intake.domain.surveys import Survey
from shared.contracts.coded_answers import CodingMade
from shared.contracts.messages import ResponseCoded


@dataclass(frozen=True, slots=True)
class CodedAnswer:
    """The codes of one answer, by this version of its codebook; `codebook` None when its question is not coded."""

    codebook: str | None
    version: int = 0
    codings: tuple[CodingMade, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Codings:
    """What analysis told about a response, without its words; of two the one with the higher `revision` counts."""

    response_id: str
    team_id: str
    revision: int
    answers: Mapping[str, CodedAnswer]

    @classmethod
    def told(cls, news: ResponseCoded) -> "Codings":
        """The codings in a message."""
        return cls(
            response_id=news.response_id,
            team_id=news.team_id,
            revision=news.revision,
            answers={
                answer.question: CodedAnswer(answer.codebook, answer.codebook_version, answer.codings)
                for answer in news.answers
            },
        )


@dataclass(frozen=True, slots=True)
class SentAnswer:
    """An answer with its question in the version that was answered; `coded` None until analysis has told."""

    question: Question
    text: str
    coded: CodedAnswer | None

    def shown(self, language: str) -> str:
        """The answer as people read it in this language: labels instead of keys."""
        return self.question.shown(self.text, language)


@dataclass(frozen=True, slots=True, kw_only=True)
class SentCard:
    """A stored response with the version of the survey that it answers; a withdrawn one has no words.

    `published` is the newest that was published of the survey.
    """

    id: str
    survey: Survey
    language: str
    received_at: datetime
    state: State
    answers: Mapping[str, str]
    attributes: Mapping[str, str] = field(default_factory=dict)
    codings: Mapping[str, CodedAnswer] = field(default_factory=dict)
    published: PublishedReport | None = None

    @property
    def is_withdrawn(self) -> bool:
        """Whether its words were taken back."""
        return self.state is State.WITHDRAWN

    @property
    def sent(self) -> list[SentAnswer]:
        """What was answered, in the order of the questions."""
        return [
            SentAnswer(question, self.answers[question.key], self.codings.get(question.key))
            for question in self.survey.questions
            if question.key in self.answers
        ]

    @property
    def beside(self) -> dict[str, str]:
        """What is stored besides the answers, by the names of attributes: where the card came from, and the like."""
        return {name: value for name, value in self.attributes.items() if name not in self.answers}
