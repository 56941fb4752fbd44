"""What is wrong with a draft, in sentences beside the fields they are about."""

from collections.abc import Iterable
from dataclasses import dataclass

from services.intake.application.draft_problems import Problem
from services.intake.entrypoints.rule_sentences import rule_sentence


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence about a field; `is_rule` when it is the rule itself, in English, for want of a sentence."""

    sentence: str
    is_rule: bool


def problems_by_field(problems: Iterable[Problem], question: int) -> dict[str, Told]:
    """The first problem of each field of a question by its number, or of the survey itself (0)."""
    told: dict[str, Told] = {}
    for problem in problems:
        if problem.question == question:
            told.setdefault(problem.field, told_of(problem))
    return told


def told_of(problem: Problem) -> Told:
    """The sentence for a problem."""
    sentence, known = rule_sentence(problem.rule)
    return Told(sentence, not known)
