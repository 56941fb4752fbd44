"""Skip logic: a question that is asked only after certain answers to an earlier one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.intake.domain.errors import InvalidSurvey

if TYPE_CHECKING:
    from services.intake.domain.questions import Question


@dataclass(frozen=True, slots=True)
class ShowWhen:
    """The earlier question by its key, and the keys of its answers, one of which has to be chosen."""

    question: str
    values: tuple[str, ...]


def broken_logic(questions: Sequence["Question"]) -> Iterator[InvalidSurvey]:
    """What is wrong with the logic of these questions, each named."""
    earlier: dict[str, Question] = {}
    for question in questions:
        if question.show_when:
            for rule in _broken_rules(question.show_when, earlier):
                yield InvalidSurvey(question=question.key, rule=rule)
        earlier[question.key] = question


def shown_keys(questions: Sequence["Question"], answers: Mapping[str, str]) -> frozenset[str]:
    """The questions that are asked when these answers are given.

    A question that hangs on one that is not asked is not asked either, whatever was answered there.
    """
    asked: dict[str, Question] = {}
    for question in questions:
        if question.show_when is None or _is_met(question.show_when, asked, answers):
            asked[question.key] = question
    return frozenset(asked)


def _is_met(wanted: ShowWhen, asked: Mapping[str, "Question"], answers: Mapping[str, str]) -> bool:
    before = asked.get(wanted.question)
    if before is None:
        return False
    return not set(wanted.values).isdisjoint(before.type.chosen(before, answers.get(before.key, "")))


def _broken_rules(wanted: ShowWhen, earlier: Mapping[str, "Question"]) -> Iterator[str]:
    before = earlier.get(wanted.question)
    known = [option.key for option in before.choices] if before else []
    if before is None:
        yield f"show_when must name an earlier question, not {wanted.question!r}"
    elif not known:
        yield f"show_when must name a question with options, not {wanted.question!r}"
    elif not wanted.values or not set(wanted.values) <= set(known):
        yield f"show_when must name some of the options of {wanted.question!r}: {', '.join(known)}"
