"""The API by which programs list surveys and send responses."""

from functools import partial
from typing import Any, Final

from flask.views import MethodView

from services.intake.application.accept_response import accept_response
from services.intake.application.list_surveys import find_survey, list_open_surveys
from services.intake.application.send_resumed import Accept, sends_resumed
from services.intake.entrypoints.api_schemas import (
    LanguageWanted,
    StoredResponse,
    SubmittedResponse,
    SurveyList,
    SurveyShown,
    SurveysWanted,
    shown,
)
from services.intake.entrypoints.desk_at_hand import desk_at_hand
from services.intake.entrypoints.gate_at_hand import check_pace, gate_at_hand, visit
from services.intake.entrypoints.sent_submission import submission_sent
from services.intake.entrypoints.ways_in import WayIn, accept_by
from shared.identity.access import PUBLIC, access
from shared.web.api import ApiBlueprint, ApiDocs
from shared.web.paging import by_name, page_of_all

DOCS: Final = ApiDocs(
    "adborth: collecting",
    "/api/v1/intake",
    description="Surveys that are open, and the way for responses into them. No token is needed.",
)

api = ApiBlueprint("surveys", __name__, url_prefix="/api/v1/surveys", description="Surveys and their responses")


@api.route("")
class Surveys(MethodView):
    """The surveys that can be answered now."""

    @access(PUBLIC)
    @api.arguments(SurveysWanted, location="query")
    @api.response(200, SurveyList)
    def get(self, wanted: dict[str, Any]) -> dict[str, Any]:
        """List the open surveys by slug."""
        desk = desk_at_hand()
        surveys = list_open_surveys(reading=desk.open_reading(), at=desk.clock.now())
        found, behind = page_of_all(surveys, wanted, lambda survey: by_name(survey.slug), newest_first=False)
        return {"items": [shown(survey, wanted["lang"]) for survey in found], "next": behind}


@api.route("/<slug>")
class OneSurvey(MethodView):
    """One survey."""

    @access(PUBLIC)
    @api.arguments(LanguageWanted, location="query")
    @api.response(200, SurveyShown)
    @api.alt_response(404, description="There is no such survey")
    @api.alt_response(410, description="The survey has closed; `message` holds the organiser's words")
    def get(self, wanted: dict[str, str], slug: str) -> dict[str, Any]:
        """Give a survey with its questions."""
        desk = desk_at_hand()
        survey = find_survey(slug, reading=desk.open_reading())
        survey.check_open(desk.clock.now())
        return shown(survey, wanted["lang"])


@api.route("/<slug>/responses")
class Responses(MethodView):
    """The responses to a survey."""

    @access(PUBLIC)
    @api.arguments(SubmittedResponse)
    @api.response(201, StoredResponse, description="Stored for good")
    @api.alt_response(200, schema=StoredResponse, description="It had been stored before: the same receipt again")
    @api.alt_response(403, description="The survey is for people who were invited: `invite` is missing or not known")
    @api.alt_response(404, description="There is no such survey")
    @api.alt_response(409, description="The id, or `resume`, was used before with other answers")
    @api.alt_response(
        410, description="It has closed (`message`: the organiser's words), is full, or `invite` was used"
    )
    @api.alt_response(429, description="Too many cards at once: send it again, with the same id, after Retry-After")
    @api.alt_response(413, description="The body is larger than 256 KiB")
    @api.alt_response(503, description="Not stored: send it again with the same id")
    def post(self, sent: dict[str, Any], slug: str) -> tuple[object, int]:
        """Store a response.

        It is answered 201 once the response is on disk. Send it again, with the same id, when no answer came.
        """
        check_pace(slug)
        desk = desk_at_hand()
        submission = submission_sent(slug, sent, desk.letterbox)
        came = visit(submission.answers.values(), sent)
        door = gate_at_hand().door(came)
        accept: Accept = partial(accept_response, letterbox=door, clock=desk.clock, receipts=desk.receipts)
        if came.resume:
            accept = sends_resumed(came.resume, letterbox=door, clock=desk.clock, receipts=desk.receipts)
        accepted = accept_by(WayIn(sent["card"], sent["kiosk"]), submission, door=door, accept=accept)
        return accepted, 201 if accepted.is_new else 200
