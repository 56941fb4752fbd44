"""The reports for programs: lists, a live report with ETag, and the quotes behind each number."""

from typing import Any, Final

from flask import Response
from flask.views import MethodView

from services.reports.application.read_report import ReportRead, list_reports, read_quotes, read_report, read_stamp
from services.reports.entrypoints import cursors, schemas, telling
from services.reports.entrypoints.conditional import headers_of, is_known, not_modified, tag_of
from services.reports.entrypoints.csv_table import table_of
from services.reports.entrypoints.group_words import attribute_words
from services.reports.entrypoints.reading import quotes_wanted, reading, survey_key, team
from services.reports.entrypoints.telling_aspects import aspects_told
from services.reports.entrypoints.telling_splits import split_told
from shared.identity.access import Role, Scope, access
from shared.web.api import ApiBlueprint, ApiDocs
from shared.web.paging import page_of_all

DOCS: Final = ApiDocs(
    title="adborth: reports",
    prefix="/api/v1/reporting",
    description="What people said, as themes and codes with counts, shares and quotes.",
)
_ETAG: Final = {"ETag": {"description": "Changes whenever the report does", "schema": {"type": "string"}}}

api = ApiBlueprint("reports-api", __name__, url_prefix="/api/v1/reports", description="Live reports")


@api.route("")
class AllReports(MethodView):
    """The reports of the caller's team."""

    @access(Role.VIEWER, scope=Scope.REPORTS_READ)
    @api.arguments(schemas.ReportsWanted, location="query")
    @api.response(200, schemas.ReportList)
    def get(self, wanted: dict[str, Any]) -> dict[str, Any]:
        """List the team's reports with their totals, newest change first."""
        reports = list_reports(team(), shelf=reading().shelf)
        found, behind = page_of_all(reports, wanted, lambda report: (report.totals.updated_at, report.survey.key.slug))
        return {"items": [telling.summary(report) for report in found], "next": behind}


@api.route("/<slug>")
class OneReport(MethodView):
    """The live report of one survey."""

    @access(Role.VIEWER, demo=True, scope=Scope.REPORTS_READ)
    @api.arguments(schemas.ReportQuery, location="query")
    @api.response(200, schemas.Report, headers=_ETAG)
    @api.alt_response(304, description="Nothing has changed since the state named by If-None-Match")
    @api.alt_response(404, description="There is no such survey, or its responses have no such attribute")
    def get(self, query: dict[str, str], slug: str) -> Response | tuple[dict[str, Any], int, Any]:
        """Read a report as it stands. Asking again with the ETag you have costs next to nothing."""
        key, shelf, by = survey_key(slug), reading().shelf, query.get("by") or None
        tag = tag_of(read_stamp(key, shelf=shelf), "api", by)
        if is_known(tag):
            return not_modified(tag)
        read = read_report(key, by, shelf=shelf)
        beside = {} if read.split else aspects_told(read)
        return {**telling.whole(read.report), **_attributes(read), **beside}, 200, headers_of(tag)


@api.route("/<slug>/figures.csv")
class FiguresOfReport(MethodView):
    """The figures of one survey as a table."""

    @access(Role.VIEWER, demo=True, scope=Scope.REPORTS_READ)
    @api.arguments(schemas.ReportQuery, location="query")
    @api.response(200, content_type="text/csv", description="Columns: see docs/reports.md")
    @api.alt_response(404, description="There is no such survey, or its responses have no such attribute")
    def get(self, query: dict[str, str], slug: str) -> Response:
        """Read all figures as CSV, for a spreadsheet or a board that asks again and again."""
        return table_of(read_report(survey_key(slug), query.get("by") or None, shelf=reading().shelf))


@api.route("/<slug>/codes/<code>/quotes")
class QuotesOfCode(MethodView):
    """What people wrote that bears a code."""

    @access(Role.VIEWER, demo=True, scope=Scope.REPORTS_READ)
    @api.arguments(schemas.QuotesQuery, location="query")
    @api.response(200, schemas.Quotes)
    @api.alt_response(403, description="The figures of this group are kept back, and so are its quotes")
    @api.alt_response(404, description="There is no such survey, code or attribute")
    def get(self, query: dict[str, str], slug: str, code: str) -> dict[str, Any]:
        """Read the answers that bear a code, newest first, 20 at a time."""
        before = cursors.read(query["cursor"]) if "cursor" in query else None
        return telling.quotes(read_quotes(quotes_wanted(slug, code, query), before, shelf=reading().shelf))


def _attributes(read: ReportRead) -> dict[str, Any]:
    offered = [{"attribute": each.key, "title": attribute_words(each)} for each in read.report.attributes]
    return {"attributes": offered, "split": split_told(read.split, read.smallest) if read.split else None}
