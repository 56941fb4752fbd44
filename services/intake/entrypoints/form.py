"""The delegate's form: one short page, without a cookie, that works without JavaScript."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import Blueprint, Response, make_response, render_template, request
from flask_babel import force_locale

from services.intake.application.accept_response import accept_form
from services.intake.application.gate import NOTHING_TO_TELL, Terms
from services.intake.application.list_surveys import list_open_surveys, survey_to_show
from services.intake.domain.errors import InvalidAnswers, StorageAway
from services.intake.domain.question_types.question_type import Control
from services.intake.domain.refusals import NotLetIn, TooManyCards
from services.intake.domain.surveys import Survey
from services.intake.entrypoints.desk_at_hand import desk_at_hand
from services.intake.entrypoints.drawn_questions import after_words, options_shown
from services.intake.entrypoints.gate_at_hand import REFUSALS, check_pace, gate_at_hand, terms_here, visit_by_form
from services.intake.entrypoints.posted_card import PostedCard, empty_card, read_posted
from services.intake.entrypoints.sentences import sentence
from shared.identity.access import PUBLIC, access
from shared.web.compression import compress
from shared.web.languages import LANGUAGES, current_language

pages = Blueprint("intake", __name__)
pages.after_request(compress)
pages.add_app_template_global(options_shown)
pages.add_app_template_global(after_words)


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


@pages.get("/s", strict_slashes=False)
@access(PUBLIC)
def list_forms() -> str:
    """The surveys that can be answered now."""
    desk = desk_at_hand()
    surveys = list_open_surveys(reading=desk.open_reading(), at=desk.clock.now())
    return render_template("intake/surveys.html", surveys=surveys)


@pages.get("/s/<slug>")
@access(PUBLIC)
def show_form(slug: str) -> Response:
    """The empty form, with an id of its own."""
    survey = _open_survey(slug)
    return _form(survey, empty_card(survey, request.args), terms=terms_here(survey))


@pages.post("/s/<slug>")
@access(PUBLIC)
def receive_form(slug: str) -> Response:
    """Store a card and thank for it, or show it again with what is wrong; nothing that was typed is lost."""
    posted = read_posted(request)
    desk = desk_at_hand()
    survey = survey_to_show(slug, desk=desk, version=posted.version)
    card = posted.card(survey)
    if card.change_to in LANGUAGES:
        survey.check_open(desk.clock.now())
        with force_locale(card.change_to):
            return _form(survey, card)
    submission = card.submission(survey, survey.language_for(current_language()))
    try:
        check_pace(slug)
        door = gate_at_hand().door(visit_by_form(submission.answers.values()))
        accepted = accept_form(submission, letterbox=door, clock=desk.clock, receipts=desk.receipts)
    except InvalidAnswers as error:
        told = {fault.question: sentence(fault) for fault in error.faults}
        return _form(survey, card, Complaints(told), 400)
    except NotLetIn as error:
        refusal = REFUSALS[error.code]
        return _form(survey, card, Complaints({"": f"{refusal.title}. {refusal.what_to_do}"}), refusal.status)
    except (StorageAway, TooManyCards) as error:
        away = _form(survey, card, Complaints(away=True), 429 if isinstance(error, TooManyCards) else 503)
        away.headers["Retry-After"] = str(error.details["retry_after_s"])
        return away
    thanks = render_template("intake/thanks.html", survey=survey, card=card, accepted=accepted)
    return make_response(thanks, 201 if accepted.is_new else 200)


def _open_survey(slug: str) -> Survey:
    desk = desk_at_hand()
    survey = survey_to_show(slug, desk=desk)
    survey.check_open(desk.clock.now())
    return survey


def _form(
    survey: Survey,
    card: PostedCard,
    complaints: Complaints | None = None,
    status: int = 200,
    *,
    terms: Terms = NOTHING_TO_TELL,
) -> Response:
    told = complaints or Complaints()
    page = render_template("intake/form.html", survey=survey, card=card, complaints=told, terms=terms)
    response = make_response(page, status)
    response.headers["Content-Language"] = current_language()
    # A page that was kept would give its id to the next delegate.
    response.headers["Cache-Control"] = "no-store"
    return response
