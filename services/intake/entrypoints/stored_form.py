"""A card that a form sent is stored at the gate, by the way that it came."""

from functools import partial

from flask import Response, make_response, render_template

from services.intake.application.accept_response import accept_form
from services.intake.application.send_resumed import Accept, sends_resumed
from services.intake.domain.surveys import Survey
from services.intake.entrypoints.desk_at_hand import desk_at_hand
from services.intake.entrypoints.gate_at_hand import check_pace, gate_at_hand, visit_by_form
from services.intake.entrypoints.posted_card import PostedCard
from services.intake.entrypoints.survey_languages import survey_language
from services.intake.entrypoints.ways_in import accept_by, way_here


def store_form(card: PostedCard, survey: Survey) -> Response:
    """Store a card and thank for it; raises what `accept_form` and the gate raise."""
    desk = desk_at_hand()
    submission = card.submission(survey, survey_language(survey))
    check_pace(survey.slug)
    visit = visit_by_form(submission.answers.values())
    door = gate_at_hand().door(visit)
    if visit.resume:
        accept: Accept = sends_resumed(visit.resume, letterbox=door, clock=desk.clock, receipts=desk.receipts)
    else:
        accept = partial(accept_form, letterbox=door, clock=desk.clock, receipts=desk.receipts)
    accepted = accept_by(way_here(), submission, door=door, accept=accept)
    thanks = render_template("intake/thanks.html", survey=survey, card=card, accepted=accepted)
    return make_response(thanks, 201 if accepted.is_new else 200)
