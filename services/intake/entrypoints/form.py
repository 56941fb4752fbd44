"""The delegate's form: one short page, without a cookie, that works without JavaScript."""

from flask import Response, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from services.intake.application.list_surveys import list_open_surveys, survey_to_show
from services.intake.domain.surveys import Survey
from services.intake.entrypoints.desk_at_hand import desk_at_hand
from services.intake.entrypoints.form_page import form_page, pages
from services.intake.entrypoints.gate_at_hand import terms_here
from services.intake.entrypoints.posted_card import empty_card
from services.intake.entrypoints.received_form import receive_form
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
def receive(slug: str) -> AnyResponse:
    """Store a card and thank for it, or show it again with what is wrong; nothing that was typed is lost."""
    return receive_form(slug)


def _open_survey(slug: str) -> Survey:
    desk = desk_at_hand()
    survey = survey_to_show(slug, desk=desk)
    survey.check_open(desk.clock.now())
    return survey
