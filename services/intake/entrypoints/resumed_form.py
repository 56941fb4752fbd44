"""The form as somebody left it."""

from flask import Response

from services.intake.application.list_surveys import survey_to_show
from services.intake.domain.unfinished import Unfinished, submission_of
from services.intake.entrypoints.desk_at_hand import desk_at_hand
from services.intake.entrypoints.form_page import form_page
from services.intake.entrypoints.gate_at_hand import terms_here
from services.intake.entrypoints.posted_card import PostedCard


def resumed_form(found: Unfinished) -> Response:
    """The form with its answers, in the version that is being filled in.

    Raises SurveyClosed, and what `terms_here` raises.
    """
    desk = desk_at_hand()
    survey = survey_to_show(found.survey, desk=desk, version=found.version)
    survey.check_open(desk.clock.now())
    card = PostedCard(submission_of(found.key), dict(found.answers), "", found.version)
    return form_page(survey, card, terms=terms_here(survey))
