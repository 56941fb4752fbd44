"""The reports for programs: lists, a live report with ETag, and the quotes behind each number."""

from typing import Any, Final

from flask import Response
from flask.views import MethodView

from services.reports.application.read_report import list_reports, read_quotes, read_report, read_stamp
from services.reports.entrypoints import cursors, schemas, telling
from services.reports.entrypoints.conditional import headers_of, is_known, not_modified, tag_of
from services.reports.entrypoints.reading import reading, survey_key, team
from shared.identity.access import Role, access
from shared.web.api import ApiBlueprint, ApiDocs

DOCS: Final = ApiDocs(
    title="adborth: reports",
    prefix="/api/v1/reporting",
    description="What people said, as themes and codes with counts, shares and quotes.",
)
_LANGUAGE: Final = {
    "name": "lang",
    "in": "query",
    "description": "The language of titles; else by Accept-Language",
    "schema": {"type": "string", "enum": ["en", "cy"]},
}
_ETAG: Final = {"ETag": {"description": "Changes whenever the report does", "schema": {"type": "string"}}}

api = ApiBlueprint("reports-api", __name__, url_prefix="/api/v1/reports", description="Live reports")


@api.route("", parameters=[_LANGUAGE])
class AllReports(MethodView):
    """The reports of the caller's team."""

    @access(Role.VIEWER)
    @api.response(200, schemas.ReportList)
    def get(self) -> dict[str, Any]:
        """List the team's reports with their totals."""
        return {"items": [telling.summary(report) for report in list_reports(team(), reader=reading().reader)]}


@api.route("/<slug>", parameters=[_LANGUAGE])
class OneReport(MethodView):
    """The live report of one survey."""

    @access(Role.VIEWER, demo=True)
    @api.response(200, schemas.Report, headers=_ETAG)
    @api.alt_response(304, description="Nothing has changed since the state named by If-None-Match")
    @api.alt_response(404, description="There is no such survey")
    def get(self, slug: str) -> Response | tuple[dict[str, Any], int, Any]:
        """Read a report as it stands. Asking again with the ETag you have costs next to nothing."""
        key, reader = survey_key(slug), reading().reader
        tag = tag_of(read_stamp(key, reader=reader), "api")
        if is_known(tag):
            return not_modified(tag)
        return telling.whole(read_report(key, reader=reader)), 200, headers_of(tag)


@api.route("/<slug>/codes/<code>/quotes", parameters=[_LANGUAGE])
class QuotesOfCode(MethodView):
    """What people wrote that bears a code."""

    @access(Role.VIEWER, demo=True)
    @api.arguments(schemas.QuotesQuery, location="query")
    @api.response(200, schemas.Quotes)
    @api.alt_response(404, description="There is no such survey or code")
    def get(self, query: dict[str, str], slug: str, code: str) -> dict[str, Any]:
        """Read the answers that bear a code, newest first, 20 at a time."""
        before = cursors.read(query["cursor"]) if "cursor" in query else None
        return telling.quotes(read_quotes(survey_key(slug), code, before, reader=reading().reader))
