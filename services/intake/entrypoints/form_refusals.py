"""A card that is not stored comes back on its page, with what is wrong and every word that was typed."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from flask import Response

from services.intake.domain.errors import AlreadyWithdrawn, InvalidAnswers, StorageAway
from services.intake.domain.refusals import NotLetIn, TooManyCards
from services.intake.domain.surveys import Survey
from services.intake.entrypoints.form_page import Complaints, form_page
from services.intake.entrypoints.gate_at_hand import REFUSALS
from services.intake.entrypoints.posted_card import PostedCard, fresh_id
from services.intake.entrypoints.problems import PROBLEMS
from services.intake.entrypoints.sentences import sentence
from shared.contracts.errors import CodedError
from shared.web.problems import Problem

NOT_STORED: Final = (AlreadyWithdrawn, InvalidAnswers, NotLetIn, StorageAway, TooManyCards)


def shown_again(error: CodedError, survey: Survey, card: PostedCard) -> Response:
    """The form with a card in it that was refused by one of NOT_STORED."""
    if isinstance(error, InvalidAnswers):
        return told_wrong({fault.question: sentence(fault) for fault in error.faults}, survey, card)
    if isinstance(error, AlreadyWithdrawn):
        # The page's id belongs to what was withdrawn for good: other words go as a card of their own.
        return _refused(PROBLEMS[error.code], survey, replace(card, id=fresh_id()))
    if isinstance(error, NotLetIn):
        return _refused(REFUSALS[error.code], survey, card)
    away = form_page(survey, card, Complaints(away=True), 429 if isinstance(error, TooManyCards) else 503)
    away.headers["Retry-After"] = str(error.details["retry_after_s"])
    return away


def _refused(refusal: Problem, survey: Survey, card: PostedCard) -> Response:
    return form_page(survey, card, Complaints({"": f"{refusal.title}. {refusal.what_to_do}"}), refusal.status)


def told_wrong(wrong: Mapping[str, str], survey: Survey, card: PostedCard, status: int = 400) -> Response:
    """The form with a card in it, and what is wrong: a sentence by question key."""
    return form_page(survey, card, Complaints(wrong), status)
