"""The page of a form: the questions with what was answered, and what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from flask import Blueprint, Response, make_response, render_template

from services.intake.application.gate import Terms
from services.intake.domain.question_types.question_type import Control
from services.intake.domain.surveys import Survey
from services.intake.entrypoints.drawn_questions import after_words, options_shown
from services.intake.entrypoints.gate_at_hand import terms_told_before
from services.intake.entrypoints.posted_card import PostedCard
from services.intake.entrypoints.survey_languages import language_name, languages_offered, survey_language
from shared.web.compression import compress
from shared.web.languages import current_language

pages: Final = Blueprint("intake", __name__)
pages.after_request(compress)
pages.add_app_template_global(options_shown)
pages.add_app_template_global(after_words)
pages.add_app_template_global(survey_language)
pages.add_app_template_global(languages_offered)
pages.add_app_template_global(language_name)


@dataclass(frozen=True, slots=True)
class Complaints:
    """What is wrong: a sentence by question key ("" for the whole card); `away`: it can't be stored just now."""

    by_question: Mapping[str, str] = field(default_factory=dict)
    away: bool = False

    def listed(self, survey: Survey, language: str) -> list[dict[str, str]]:
        """For the error summary: what is wrong, each with the field to go to ("" when it is not on the page)."""
        shown = {q.key: q.text.said_in(language) for q in survey.questions if q.type.control is not Control.HIDDEN}
        whole = [{"field": next(iter(shown)), "message": told} for key, told in self.by_question.items() if not key]
        return whole + [
            {"field": key if key in shown else "", "message": f"{shown.get(key, key)} – {told}"}
            for key, told in self.by_question.items()
            if key
        ]


def form_page(
    survey: Survey,
    card: PostedCard,
    complaints: Complaints | None = None,
    status: int = 200,
    *,
    terms: Terms | None = None,
) -> Response:
    """Draw the form with a card in it, `complaints` about that, and `terms` that are told before anybody types.

    Without `terms` the page is one that somebody has typed on already.
    """
    told = complaints or Complaints()
    told_before = terms or terms_told_before(survey)
    page = render_template("intake/form.html", survey=survey, card=card, complaints=told, terms=told_before)
    response = make_response(page, status)
    response.headers["Content-Language"] = current_language()
    # A page that was kept would give its id to the next delegate.
    response.headers["Cache-Control"] = "no-store"
    return response
