"""Where people stop: at which question unfinished answers end, and which questions sent cards leave out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from services.intake.domain.questions import Question
from services.intake.domain.show_when import shown_keys
from services.intake.domain.surveys import Survey

Answers = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Stop:
    """One question: how many unfinished answers end at it, how many sent cards were asked it and left it out."""

    question: Question
    unfinished: int
    asked: int
    left_out: int


def where_people_stop(
    survey: Survey, unfinished: Iterable[Answers], sent: Iterable[tuple[Survey, Answers]]
) -> list[Stop]:
    """A stop for each question of the survey that people are asked, in its order.

    `sent` are the cards, each with the version of the survey that it answers: a question that this version did not
    have, or that its logic did not show, was not left out.
    """
    ends = Counter(last_answered(survey, answers) for answers in unfinished)
    asked: Counter[str] = Counter()
    left_out: Counter[str] = Counter()
    for version, answers in sent:
        shown = shown_keys(version.questions, answers)
        asked.update(shown)
        left_out.update(key for key in shown if key not in answers)
    return [
        Stop(question, ends[question.key], asked[question.key], left_out[question.key])
        for question in _asked_of_people(survey)
    ]


def last_answered(survey: Survey, answers: Answers) -> str:
    """The key of the last question, in the survey's order, that is answered; "" when none of them is."""
    reached = [question.key for question in _asked_of_people(survey) if answers.get(question.key, "").strip()]
    return reached[-1] if reached else ""


def _asked_of_people(survey: Survey) -> Iterator[Question]:
    return (question for question in survey.questions if not question.type.always_attribute)
