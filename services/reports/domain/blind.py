"""Codes that somebody gave without seeing what others gave: the raw material of every figure of agreement."""

from dataclasses import dataclass
from datetime import datetime

from services.reports.domain.decisions import AnswerAt, Reviewer
from services.reports.domain.surveys import SurveyKey
from shared.contracts.coded_answers import CodingMade


@dataclass(frozen=True, slots=True, kw_only=True)
class BlindCoding:
    """A person's codes of an answer, and `machine`, those that `model` had given it by then.

    What the model says later is no coding of its own any more: it may have learned from this very answer.
    """

    survey: SurveyKey
    at: AnswerAt
    reviewer: Reviewer
    coded_at: datetime
    words: str
    codebook: str
    codebook_version: int
    codings: tuple[CodingMade, ...]
    model: str
    machine: tuple[CodingMade, ...]
