"""What is celebrated: approved words about what went well, and the names of those who agreed to be named."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from services.reports.domain.decisions import AnswerAt
from services.reports.domain.redactions import Person
from services.reports.domain.surveys import Survey, SurveyKey

SUCCESS: Final = "success"
"""The facet of words about what worked."""

NOMINEE: Final = "q_who"
"""The question of the nomination card that asks for a name; its words are never shown."""

LONGEST_NAME: Final = 100


@dataclass(frozen=True, slots=True)
class Praise:
    """An answer that stands on the page of thanks; `named` is who agreed to be named there, "" for nobody."""

    survey: SurveyKey
    at: AnswerAt
    named: str
    by: Person
    added_at: datetime


def is_nomination(survey: Survey | None) -> bool:
    """Whether a survey asks whom people would celebrate: then whatever they say is praise."""
    return survey is not None and any(question.key == NOMINEE for question in survey.questions)
