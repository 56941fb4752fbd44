"""The delegate's form: one short page, without a cookie, that works without JavaScript."""

from functools import partial

from flask import Response, make_response, render_template, request

from services.intake.application.accept_response import accept_form
from services.intake.application.list_surveys import list_open_surveys, survey_to_show
from services.intake.domain.surveys import Survey
from services.intake.entrypoints.desk_at_hand import desk_at_hand
from services.intake.entrypoints.form_page import form_page, pages
from services.intake.entrypoints.form_refusals import NOT_STORED, shown_again
from services.intake.entrypoints.gate_at_hand import check_pace, gate_at_hand, terms_here, visit_by_form
from services.intake.entrypoints.posted_card import empty_card, read_posted
from services.intake.entrypoints.survey_languages import can_turn_to, page_turned_to, survey_language
from services.intake.entrypoints.ways_in import accept_by, way_here
from shared.identity.access import PUBLIC, access

__all__ = ["pages"]


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
    return form_page(survey, empty_card(survey, request.args), terms=terms_here(survey))


@pages.post("/s/<slug>")
@access(PUBLIC)
def receive_form(slug: str) -> Response:
    """Store a card and thank for it, or show it again with what is wrong; nothing that was typed is lost."""
    posted = read_posted(request)
    desk = desk_at_hand()
    survey = survey_to_show(slug, desk=desk, version=posted.version)
    card = posted.card(survey)
    if can_turn_to(card.change_to, survey):
        survey.check_open(desk.clock.now())
        with page_turned_to(card.change_to):
            return form_page(survey, card)
    submission = card.submission(survey, survey_language(survey))
    try:
        check_pace(slug)
        door = gate_at_hand().door(visit_by_form(submission.answers.values()))
        accept = partial(accept_form, letterbox=door, clock=desk.clock, receipts=desk.receipts)
        accepted = accept_by(way_here(), submission, door=door, accept=accept)
    except NOT_STORED as error:
        return shown_again(error, survey, card)
    thanks = render_template("intake/thanks.html", survey=survey, card=card, accepted=accepted)
    return make_response(thanks, 201 if accepted.is_new else 200)


def _open_survey(slug: str) -> Survey:
    desk = desk_at_hand()
    survey = survey_to_show(slug, desk=desk)
    survey.check_open(desk.clock.now())
    return survey
