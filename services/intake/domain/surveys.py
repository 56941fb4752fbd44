"""A survey: a versioned set of questions in one or more languages, and the rules by which it accepts a card."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from services.intake.domain.admission import OPEN_TO_ALL, Admission
from services.intake.domain.errors import Fault, InvalidAnswers, InvalidSurvey, SurveyClosed, SurveyNotOpen
from services.intake.domain.questions import Question
from services.intake.domain.responses import Answer, Response
from services.intake.domain.submissions import Submission
from services.intake.domain.wording import NOTHING_SAID, Wording
from shared.contracts.messages import Message, SurveyPublished, SurveyQuestion, message_id
from shared.contracts.messages import SurveyClosed as SurveyClosedNews
from shared.contracts.names import MessageName, Service
from shared.contracts.teams import DEFAULT_TEAM

SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,46}[a-z0-9])?")
LANGUAGE = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """One version of a survey; raises InvalidSurvey naming the question and the rule.

    `opens_at` and `closes_at` bound when it takes responses (None: no bound); `closed_at` is when somebody closed
    it by hand. `version` 0 means not published yet.
    """

    slug: str
    languages: tuple[str, ...]
    title: Wording
    questions: tuple[Question, ...]
    intro: Wording = NOTHING_SAID
    thanks: Wording = NOTHING_SAID
    closed_message: Wording = NOTHING_SAID
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    closed_at: datetime | None = None
    admission: Admission = OPEN_TO_ALL
    version: int = 0
    team_id: str = DEFAULT_TEAM

    def __post_init__(self) -> None:
        for rule in self._broken_rules():
            raise InvalidSurvey(question="", rule=rule)
        for question in self.questions:
            question.check_languages(self.languages)

    def check_open(self, at: datetime) -> None:
        """Raises SurveyClosed with the organiser's words, or SurveyNotOpen."""
        ended = [end for end in (self.closed_at, self.closes_at) if end is not None and end <= at]
        if ended:
            raise SurveyClosed(survey=self.slug, words=dict(self.closed_message.texts))
        if self.opens_at is not None and at < self.opens_at:
            raise SurveyNotOpen(survey=self.slug, opens_at=self.opens_at)

    def accept(self, submission: Submission, at: datetime) -> Response:
        """The response that a submission becomes; raises InvalidAnswers with everything that is wrong.

        Whether the survey is open is asked apart (`check_open`): an organiser may import cards after closing.
        """
        if faults := tuple(self._faults(submission)):
            raise InvalidAnswers(faults)
        language = submission.language or self.languages[0]
        written = submission.written
        answers = tuple(
            Answer(question.key, question.text.said_in(language), written[question.key], question.codebook)
            for question in self.questions
            if question.key in written
        )
        return Response(
            id=submission.response_id,
            submission_id=submission.id,
            team_id=self.team_id,
            survey=self.slug,
            survey_version=self.version,
            language=language,
            received_at=submission.sent_at or at,
            digest=submission.digest,
            answers=answers,
            attributes=dict(submission.attributes),
        )

    def language_for(self, wanted: str) -> str:
        """The wanted language where the survey has it, else its first."""
        return wanted if wanted in self.languages else self.languages[0]

    def published(self, at: datetime) -> Message:
        """The news that this version can be answered."""
        questions = tuple(
            SurveyQuestion(key=q.key, kind=q.kind, text=dict(q.text.texts), codebook=q.codebook) for q in self.questions
        )
        content = SurveyPublished(
            team_id=self.team_id,
            survey=self.slug,
            version=self.version,
            title=dict(self.title.texts),
            languages=self.languages,
            questions=questions,
        )
        return self._news(MessageName.SURVEY_PUBLISHED, content, at)

    def closed(self, at: datetime) -> Message:
        """The news that it takes no more responses."""
        content = SurveyClosedNews(team_id=self.team_id, survey=self.slug, version=self.version, closed_at=at)
        return self._news(MessageName.SURVEY_CLOSED, content, at)

    def _news(self, name: MessageName, content: SurveyPublished | SurveyClosedNews, at: datetime) -> Message:
        told = message_id(name, self.team_id, self.slug, self.version)
        return Message(id=told, name=name, source=Service.INTAKE, subject=self.slug, time=at, content=content)

    def _faults(self, submission: Submission) -> Iterator[Fault]:
        keys = {question.key for question in self.questions}
        yield from (Fault("unknown-question", key) for key in submission.answers if key not in keys)
        if submission.language and submission.language not in self.languages:
            yield Fault("unknown-language", "", {"languages": list(self.languages)})
        if not submission.written:
            yield Fault("answers-missing")
            return
        checked = (question.fault(submission.answers.get(question.key, "")) for question in self.questions)
        yield from (fault for fault in checked if fault)

    def _broken_rules(self) -> Iterator[str]:
        keys = [question.key for question in self.questions]
        if not SLUG.fullmatch(self.slug):
            yield "slug must be 1 to 48 of a-z, 0-9 and -, with no - at either end"
        if not self.languages or not all(LANGUAGE.fullmatch(language) for language in self.languages):
            yield "languages must name at least one language by its code, such as en or cy"
        if lacking := self.title.lacks(self.languages):
            yield f"title is missing in: {', '.join(lacking)}"
        if not keys:
            yield "questions must hold at least one question"
        if repeated := sorted({key for key in keys if keys.count(key) > 1}):
            yield f"questions with the same key: {', '.join(repeated)}"
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            yield "closes_at must be later than opens_at"
