"""The form's second button: what is there so far is saved to come back to, instead of being sent."""

from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from services.intake.application.save_unfinished import SoFar, save_unfinished
from services.intake.domain.surveys import Survey
from services.intake.entrypoints.gate_at_hand import carried_invite, check_pace, terms_here
from services.intake.entrypoints.posted_card import PostedCard
from services.intake.entrypoints.survey_languages import survey_language
from services.intake.entrypoints.unfinished_at_hand import carried_resume, unfinished_at_hand
from services.intake.entrypoints.ways_in import CARD


def save_card(card: PostedCard, survey: Survey) -> AnyResponse:
    """Save a card and lead to the page that tells its code; raises what `save_unfinished`
    and `terms_here` raise, and TooManyCards.
    """
    check_pace(survey.slug)
    terms_here(survey)
    language = survey_language(survey)
    so_far = SoFar(answers=card.answers, language=language, code=carried_resume())
    code = save_unfinished(so_far, survey, desk=unfinished_at_hand())
    return redirect(url_for("intake_resume.saved", slug=survey.slug, code=code, **kept_on(language)), 303)


def kept_on(language: str = "") -> dict[str, Any]:
    """What an address keeps for when somebody comes back: language (else the page's), invitation, printed card."""
    language = language or request.args.get("lang", "")
    told = {"lang": language, "invite": carried_invite(), CARD: request.args.get(CARD, "")}
    return {name: text for name, text in told.items() if text}
