"""The API by which a team's programs list the responses to a survey."""

from typing import Any, Final, cast

from flask import Flask, current_app
from flask.views import MethodView
from marshmallow import Schema, fields
from werkzeug.exceptions import Forbidden

from services.intake.application.list_responses import ListedResponse, RollDesk, RollWanted, list_responses
from services.intake.domain.responses import State
from shared.identity.access import Role, Scope, access, current_caller
from shared.web.api import ApiBlueprint
from shared.web.paging import PageWanted, next_of, page_of, place_of

_EXTENSION: Final = "adborth-intake-roll"

responses_api = ApiBlueprint(
    "team-responses", __name__, url_prefix="/api/v1/responses", description="The responses that a team received"
)


class ResponsesWanted(PageWanted):
    """Which responses."""

    survey = fields.String(required=True, metadata={"description": "Its slug"})
    words = fields.Boolean(
        load_default=False,
        truthy={"true"},
        falsy={"false"},
        metadata={"description": "With what people wrote: a token that is kept to scopes needs words:read besides"},
    )


class ResponseListed(Schema):
    """A response; what it says only where that was asked for."""

    id = fields.String()
    survey_version = fields.Integer()
    language = fields.String()
    received_at = fields.AwareDateTime(format="iso")
    state = fields.String(metadata={"enum": [state.value for state in State]})
    answers = fields.Dict(
        keys=fields.String(), values=fields.String(), metadata={"description": "By question, where words=true"}
    )


class ResponseList(Schema):
    """Some responses, the newest first."""

    items = fields.List(fields.Nested(ResponseListed))
    next = next_of()


def install_roll(app: Flask, desk: RollDesk) -> None:
    """Give the application its list of responses."""
    app.extensions[_EXTENSION] = desk


@responses_api.route("")
class TeamResponses(MethodView):
    """The responses to a survey of the caller's team."""

    @access(Role.REVIEWER, scope=Scope.RESPONSES_READ)
    @responses_api.arguments(ResponsesWanted, location="query")
    @responses_api.response(200, ResponseList)
    @responses_api.alt_response(404, description="The team has no such survey")
    def get(self, wanted: dict[str, Any]) -> dict[str, Any]:
        """List the responses to a survey, the newest first."""
        caller, limit = current_caller(), wanted["limit"]
        if wanted["words"] and not caller.may_use(Scope.WORDS_READ):
            raise Forbidden
        after = place_of(wanted["cursor"])
        asked = RollWanted(caller.team_id, wanted["survey"], after, limit + 1, words=wanted["words"])
        found = list_responses(asked, desk=cast(RollDesk, current_app.extensions[_EXTENSION]))
        shown, behind = page_of(found, limit, lambda each: (each.received_at, each.id))
        return {"items": [_told(each, words=wanted["words"]) for each in shown], "next": behind}


def _told(each: ListedResponse, *, words: bool) -> dict[str, Any]:
    told = {name: getattr(each, name) for name in ("id", "survey_version", "language", "received_at")}
    return told | {"state": each.state.value} | ({"answers": each.answers} if words else {})
