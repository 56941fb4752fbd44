"""The words of a survey for programs: what a filter finds, and one code with all that goes with it."""

from typing import Any

from flask.views import MethodView

from services.reports.application.find_answers import find_answers
from services.reports.application.read_report import read_report
from services.reports.domain.errors import CodeNotFound
from services.reports.entrypoints import cursors
from services.reports.entrypoints.filtering import filter_of
from services.reports.entrypoints.find_schemas import CodeFound, Found, FoundQuery
from services.reports.entrypoints.finding_at_hand import finder, told_or_refused
from services.reports.entrypoints.reading import reading, survey_key
from services.reports.entrypoints.telling import line_told
from services.reports.entrypoints.telling_aspects import code_aspects_told, found_told
from shared.identity.access import Role, Scope, access
from shared.web.api import ApiBlueprint

find_api = ApiBlueprint("find-api", __name__, url_prefix="/api/v1/reports", description="Answers looked for")


@find_api.route("/<slug>/answers")
class AnswersOfReport(MethodView):
    """The coded answers of one survey."""

    @access(Role.VIEWER, demo=True, scope=Scope.REPORTS_READ)
    @find_api.arguments(FoundQuery, location="query")
    @find_api.response(200, Found)
    @find_api.alt_response(400, description="A group without a question, or with words")
    @find_api.alt_response(403, description="The figures of this combination are kept back, and so are its quotes")
    @find_api.alt_response(404, description="There is no such survey, code or attribute")
    def get(self, query: dict[str, Any], slug: str) -> dict[str, Any]:
        """Look for answers, newest first, 20 at a time, with how many there are and which codes they bear."""
        before = cursors.read(query["cursor"]) if "cursor" in query else None
        wanted = filter_of(slug, query, query.get("who", []))
        return found_told(told_or_refused(find_answers(wanted, before, shelf=reading().shelf, finder=finder())))


@find_api.route("/<slug>/codes/<code>")
class CodeOfReport(MethodView):
    """One code of a survey."""

    @access(Role.VIEWER, demo=True, scope=Scope.REPORTS_READ)
    @find_api.response(200, CodeFound)
    @find_api.alt_response(404, description="There is no such survey or code")
    def get(self, slug: str, code: str) -> dict[str, Any]:
        """Read how people speak of a code, in what tone, beside which others, and when."""
        read = read_report(survey_key(slug), shelf=reading().shelf)
        line = read.report.line_of(code)
        if line is None:
            raise CodeNotFound(slug=slug, asked=code)
        return {"code": code, **line_told(line), **code_aspects_told(read, line)}
