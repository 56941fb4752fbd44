"""A card that is not stored comes back on its page, with what is wrong and every word that was typed."""

from collections.abc import Mapping
from typing import Final

from flask import Response

from services.intake.domain.errors import InvalidAnswers, StorageAway
from services.intake.domain.refusals import NotLetIn, TooManyCards
from services.intake.domain.surveys import Survey
from services.intake.entrypoints.form_page import Complaints, form_page
from services.intake.entrypoints.gate_at_hand import REFUSALS
from services.intake.entrypoints.posted_card import PostedCard
from services.intake.entrypoints.sentences import sentence
from shared.contracts.errors import CodedError

NOT_STORED: Final = (InvalidAnswers, NotLetIn, StorageAway, TooManyCards)


def shown_again(error: CodedError, survey: Survey, card: PostedCard) -> Response:
    """The form with a card in it that was refused by one of NOT_STORED."""
    if isinstance(error, InvalidAnswers):
        return told_wrong({fault.question: sentence(fault) for fault in error.faults}, survey, card)
    if isinstance(error, NotLetIn):
        refusal = REFUSALS[error.code]
        return form_page(survey, card, Complaints({"": f"{refusal.title}. {refusal.what_to_do}"}), refusal.status)
    away = form_page(survey, card, Complaints(away=True), 429 if isinstance(error, TooManyCards) else 503)
    away.headers["Retry-After"] = str(error.details["retry_after_s"])
    return away


def told_wrong(wrong: Mapping[str, str], survey: Survey, card: PostedCard, status: int = 400) -> Response:
    """The form with a card in it, and what is wrong: a sentence by question key."""
    return form_page(survey, card, Complaints(wrong), status)
