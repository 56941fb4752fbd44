"""A survey: a versioned set of questions in one or more languages, and the rules by which it accepts a card."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from services.intake.domain.admission import OPEN_TO_ALL, Admission
from services.intake.domain.consents import Consent
from services.intake.domain.errors import Fault, InvalidAnswers, InvalidSurvey, SurveyClosed, SurveyNotOpen
from services.intake.domain.questions import Question
from services.intake.domain.responses import Answer, Response, State
from services.intake.domain.show_when import broken_logic, shown_keys
from services.intake.domain.submissions import Submission
from services.intake.domain.wording import NOTHING_SAID, Wording
from shared.contracts.teams import DEFAULT_TEAM

SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,46}[a-z0-9])?")
LANGUAGE = re.compile(r"[a-z]{2,3}")
MOST_MEGABYTES = 20
_LONGEST_KEPT = 365


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """One version of a survey; raises InvalidSurvey naming the question and the rule.

    `opens_at` and `closes_at` bound when it takes responses (None: no bound); `closed_at` is when somebody closed
    it by hand. `version` 0 means not published yet. Everything is said in every language unless the team allows that
    some is missing. `caution` stands before the questions instead of the form's own "do not give names …".
    With `save_and_return` people may save what they have so far, and come back within `keep_unfinished_days`.
    """

    slug: str
    languages: tuple[str, ...]
    title: Wording
    questions: tuple[Question, ...]
    intro: Wording = NOTHING_SAID
    thanks: Wording = NOTHING_SAID
    closed_message: Wording = NOTHING_SAID
    caution: Wording = NOTHING_SAID
    allow_missing_languages: bool = False
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    closed_at: datetime | None = None
    admission: Admission = OPEN_TO_ALL
    save_and_return: bool = False
    keep_unfinished_days: int = 30
    version: int = 0
    team_id: str = DEFAULT_TEAM

    def __post_init__(self) -> None:
        for rule in self._broken_rules():
            raise InvalidSurvey(question="", rule=rule)
        for error in broken_logic(self.questions):
            raise error
        if not self.allow_missing_languages:
            for question, name, missing in self.missing_languages():
                raise InvalidSurvey(question=question, rule=f"{name} is missing in: {', '.join(missing)}")

    @property
    def asks_to_contact(self) -> bool:
        """Whether people can permit to be contacted, so that a card may say who sent it."""
        return any("contact" in option.permits for question in self.questions for option in question.options)

    def check_open(self, at: datetime) -> None:
        """Raises SurveyClosed with the organiser's words, or SurveyNotOpen."""
        ended = [end for end in (self.closed_at, self.closes_at) if end is not None and end <= at]
        if ended:
            raise SurveyClosed(survey=self.slug, words=dict(self.closed_message.texts))
        if self.opens_at is not None and at < self.opens_at:
            raise SurveyNotOpen(survey=self.slug, opens_at=self.opens_at)

    def accept(self, submission: Submission, at: datetime, *, late: bool = False) -> Response:
        """The response that a submission becomes; raises InvalidAnswers with everything that is wrong.

        Whether the survey is open is asked apart (`check_open`): an organiser may import cards after closing.
        What was written counts: an answer to a question that the logic does not show is checked and stored like any
        other, since all questions are on a page without JavaScript and nobody's words may be dropped. Only `required`
        binds where a question is shown.
        """
        if faults := tuple(self._faults(submission)):
            raise InvalidAnswers(faults)
        language = submission.language or self.languages[0]
        written = submission.written
        answered = [question for question in self.questions if question.key in written]
        return Response(
            id=submission.response_id,
            submission_id=submission.id,
            team_id=self.team_id,
            survey=self.slug,
            survey_version=self.version,
            language=language,
            received_at=submission.sent_at or at,
            filled_at=submission.filled_at,
            state=State.LATE if late else State.PENDING,
            digest=submission.digest,
            answers=self.answers_in(written, language),
            attributes=attributes_in(answered, written) | dict(submission.attributes),
            consents=self._consents(answered, written),
        )

    def answers_in(self, texts: Mapping[str, str], language: str) -> tuple[Answer, ...]:
        """What was written, in the order of the questions, each with the wording of its question."""
        return tuple(
            Answer(
                question.key,
                question.text.said_in(language),
                texts[question.key],
                question.codebook,
                private=question.type.private,
            )
            for question in self.questions
            if question.key in texts and not question.type.always_attribute
        )

    def as_shown_before(self, version: "Survey") -> "Survey":
        """An earlier version, by which a card that was filled in on its page is judged; open as this one is."""
        return replace(
            version,
            closed_message=self.closed_message,
            admission=self.admission,
            save_and_return=self.save_and_return,
            keep_unfinished_days=self.keep_unfinished_days,
            opens_at=self.opens_at,
            closes_at=self.closes_at,
            closed_at=self.closed_at,
        )

    def missing_languages(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """What is said in some languages only: question ("" for the survey), the wording's name, the languages."""
        for name in ("title", "intro", "thanks", "closed_message", "caution"):
            wording: Wording = getattr(self, name)
            if missing := wording.lacks(self.languages) if wording else ():
                yield "", name, missing
        for question in self.questions:
            for name, wording in question.wordings():
                if missing := wording.lacks(self.languages) if wording else ():
                    yield question.key, name, missing

    def language_for(self, wanted: str) -> str:
        """The wanted language where the survey has it, else its first."""
        return wanted if wanted in self.languages else self.languages[0]

    def _faults(self, submission: Submission) -> Iterator[Fault]:
        keys = {question.key for question in self.questions}
        yield from (Fault("unknown-question", key) for key in submission.answers if key not in keys)
        if submission.language and submission.language not in self.languages:
            yield Fault("unknown-language", "", {"languages": list(self.languages)})
        written = submission.written
        if not written.keys() - {question.key for question in self.questions if not question.type.says}:
            yield Fault("answers-missing")
            return
        shown = shown_keys(self.questions, written)
        for question in self.questions:
            if fault := question.fault(written.get(question.key, ""), is_shown=question.key in shown):
                yield fault

    def _consents(self, answered: Iterable[Question], written: Mapping[str, str]) -> tuple[Consent, ...]:
        return tuple(
            Consent(question=question.key, choice=option.key, permits=option.permits, version=self.version)
            for question in answered
            if question.type.asks_consent
            for option in question.options
            if option.key == written[question.key]
        )

    def _broken_rules(self) -> Iterator[str]:
        keys = [question.key for question in self.questions]
        if not SLUG.fullmatch(self.slug):
            yield "slug must be 1 to 48 of a-z, 0-9 and -, with no - at either end"
        if not self.languages or not all(LANGUAGE.fullmatch(language) for language in self.languages):
            yield "languages must name at least one language by its code, such as en or cy"
        if not self.title:
            yield f"title is missing in: {', '.join(self.languages)}"
        if not any(question.type.says for question in self.questions):
            yield "questions must hold at least one question that people answer"
        if repeated := sorted({key for key in keys if keys.count(key) > 1}):
            yield f"questions with the same key: {', '.join(repeated)}"
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            yield "closes_at must be later than opens_at"
        yield from self._broken_bounds()

    def _broken_bounds(self) -> Iterator[str]:
        if not 1 <= self.keep_unfinished_days <= _LONGEST_KEPT:
            yield f"keep_unfinished_days must be 1 to {_LONGEST_KEPT}"
        if sum(question.megabytes_taken for question in self.questions) > MOST_MEGABYTES:
            yield f"the files of all questions together may have at most {MOST_MEGABYTES} megabytes"


def attributes_in(answered: Iterable[Question], written: Mapping[str, str]) -> dict[str, str]:
    """What the response can be split by: the option that was chosen, by question key; never own words."""
    return {
        question.key: question.type.chosen(question, written[question.key])[0]
        for question in answered
        if question.is_attribute
    }
