"""What a form or a program sent under the questions' names, made into one text for each question."""

from collections.abc import Mapping, Sequence
from typing import Final

from services.intake.domain.errors import Fault, InvalidAnswers
from services.intake.domain.questions import Question
from services.intake.domain.surveys import Survey

OWN_WORDS: Final = "-other"
"""What the field for own words is called after its question: no question's key holds a hyphen."""


def answers_sent(survey: Survey, sent: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """One text by question key; what belongs to no question stays, for the survey to refuse by name.

    Raises InvalidAnswers where several texts came for a question that takes one.
    """
    own = {question.key + OWN_WORDS: question for question in survey.questions if _asks_own_words(question)}
    known = {question.key: question for question in survey.questions}
    twice = [key for key, texts in sent.items() if len(texts) > 1 and not (key in known and known[key].type.repeats)]
    if twice:
        raise InvalidAnswers(Fault("answer-twice", own[key].key if key in own else key) for key in twice)
    answered = {key: texts for key, texts in sent.items() if key not in own}
    for name, question in own.items():
        if name in sent:
            answered.setdefault(question.key, [])
    return {
        key: _joined(known[key], texts, sent.get(key + OWN_WORDS, ())) if key in known else "".join(texts)
        for key, texts in answered.items()
    }


def _asks_own_words(question: Question) -> bool:
    return any(option.other for option in question.choices)


def _joined(question: Question, texts: Sequence[str], own_words: Sequence[str]) -> str:
    return question.type.joined(question, texts, "".join(own_words))
