"""What keeps a draft from being published: all of it, so that it can be listed beside the fields."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from services.intake.application.draft_ports import SurveyDocuments
from services.intake.domain.drafts import Draft
from services.intake.domain.errors import InvalidSurvey
from services.intake.domain.questions import Question
from services.intake.domain.show_when import broken_logic
from services.intake.domain.surveys import Survey

_SAME_KEY: Final = "questions with the same key"
_ABOUT: Final[Mapping[str, str]] = {
    _SAME_KEY: "key",
    "the text of option ": "options",
    "option ": "options",
    "one option ": "options",
    "only ": "options",
    "permits ": "options",
    "each of quotas ": "quotas",
    "attribute and value ": "quotas",
    "most of a quota ": "quotas",
    "nobody is asked ": "required",
}
_NEEDED: Final = frozenset({"slug", "languages", "title", "questions"})


@dataclass(frozen=True, slots=True)
class Problem:
    """A rule that is broken by a question, by its number from 1, or by what the survey says of itself: 0."""

    question: int
    rule: str

    @property
    def field(self) -> str:
        """The key of the document that the rule is about; most rules begin with it."""
        for beginning, field in _ABOUT.items():
            if self.rule.startswith(beginning):
                return field
        if self.is_stranger:
            return self.rule.split("'")[1]
        return self.rule.partition(" ")[0]

    @property
    def is_stranger(self) -> bool:
        """Whether the field is none that a survey knows."""
        return self.rule.startswith("unknown key '")


@dataclass(frozen=True, slots=True)
class Judged:
    """A draft with its problems, and its sound questions by number from 1.

    `survey` is what can be shown of it: what is broken is left out; None: nothing can be shown.
    """

    problems: tuple[Problem, ...]
    survey: Survey | None
    sound: Mapping[int, Question]


def judge(draft: Draft, documents: SurveyDocuments) -> Judged:
    """Everything that is wrong with a draft, and what can be shown of it."""
    parts = dict(enumerate(draft.questions, 1))
    sound, problems = _sound(parts, documents)
    keys_unsound = {str(part.get("key")) for number, part in parts.items() if number not in sound}
    numbers = {question.key: number for number, question in sound.items()}
    astray = {numbers[str(error.details["question"])]: error for error in broken_logic(list(sound.values()))}
    for number, error in astray.items():
        after = sound[number].show_when
        # A question that hangs on a broken one may be right once that is mended.
        if after is None or after.question not in keys_unsound:
            problems.append(_problem(number, error))
    shown = [_without_logic(parts[number]) if number in astray else parts[number] for number in sound]
    survey, broken = _readable({**draft.document, "allow_missing_languages": True, "questions": shown}, documents)
    problems += broken
    if survey is not None:
        problems += _beside(survey, draft, numbers)
    return Judged(tuple(sorted(problems, key=lambda each: each.question)), survey, sound)


def _sound(
    parts: Mapping[int, dict[str, Any]], documents: SurveyDocuments
) -> tuple[dict[int, Question], list[Problem]]:
    sound: dict[int, Question] = {}
    problems: list[Problem] = []
    for number, part in parts.items():
        try:
            question = documents.question(number, part)
        except InvalidSurvey as error:
            problems.append(_problem(number, error))
            continue
        if question.key in {earlier.key for earlier in sound.values()}:
            problems.append(Problem(number, f"{_SAME_KEY}: {question.key}"))
        else:
            sound[number] = question
    return sound, problems


def _readable(document: dict[str, Any], documents: SurveyDocuments) -> tuple[Survey | None, list[Problem]]:
    """The survey without what is broken in it, as far as it can be left out."""
    broken: list[Problem] = []
    while True:
        try:
            return documents.survey(document), broken
        except InvalidSurvey as error:
            problem = _problem(0, error)
        broken.append(problem)
        if problem.field in _NEEDED or document.pop(problem.field, None) is None:
            return None, broken


def _without_logic(part: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in part.items() if name != "show_when"}


def _beside(survey: Survey, draft: Draft, numbers: Mapping[str, int]) -> Iterator[Problem]:
    """What only the whole survey can break: quotas on nothing, and languages in which something is missing."""
    try:
        survey.admission.check_attributes({question.key for question in survey.questions if question.is_attribute})
    except InvalidSurvey as error:
        yield _problem(0, error)
    if draft.document.get("allow_missing_languages") is True:
        return
    for key, name, missing in survey.missing_languages():
        yield Problem(numbers.get(key, 0), f"{name} is missing in: {', '.join(missing)}")


def _problem(question: int, error: InvalidSurvey) -> Problem:
    return Problem(question, str(error.details["rule"]))
