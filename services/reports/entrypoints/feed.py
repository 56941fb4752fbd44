"""A report as one long table that never changes its columns, for boards and spreadsheets that ask again and again."""

from collections.abc import Iterator
from typing import Any, Final

from flask import Response
from flask.views import MethodView

from services.reports.application.read_report import ReportRead, Shelf, read_report, read_stamp
from services.reports.domain.surveys import SurveyKey
from services.reports.entrypoints.conditional import headers_of, is_known, not_modified, tag_of
from services.reports.entrypoints.csv_table import group_rows, line_rows, written
from services.reports.entrypoints.feed_rows import aspect_rows
from services.reports.entrypoints.feed_schemas import Feed
from services.reports.entrypoints.reading import reading, survey_key
from services.reports.entrypoints.telling import in_language
from shared.identity.access import Role, Scope, access
from shared.web.api import ApiBlueprint

VERSION: Final = 1
COLUMNS: Final = (
    *("version", "survey", "survey_title", "updated_at", "kind", "question", "question_text", "theme", "code", "title"),
    *("attribute", "value", "value_title", "facet", "begins", "answers", "n", "share", "low", "high", "method"),
    "suppressed",
)
"""In this order for as long as the version is 1; a new one gets an address of its own."""

feed: Final = ApiBlueprint("feed", __name__, url_prefix="/api/v1/reports", description="Figures for spreadsheets")
Row = dict[str, Any]


def offer_basic(response: Response) -> Response:
    """Say to a spreadsheet that was refused that a token may also come as a password."""
    if response.status_code == 401:
        response.headers.add("WWW-Authenticate", 'Basic realm="adborth", charset="UTF-8"')
    return response


feed.after_request(offer_basic)


@feed.route("/<slug>/feed.csv")
class FeedAsCsv(MethodView):
    """The figures of one survey as a table that grows by rows only."""

    @access(Role.VIEWER, scope=Scope.FEED_READ)
    @feed.response(200, content_type="text/csv", description="Columns: see docs/reports.md")
    @feed.alt_response(404, description="There is no such survey")
    def get(self, slug: str) -> Response:
        """Read all figures as CSV; the token goes as bearer, or as the password of any name."""
        key, shelf = survey_key(slug), reading().shelf
        tag = tag_of(read_stamp(key, shelf=shelf), "feed.csv", VERSION)
        if is_known(tag):
            return not_modified(tag)
        response = Response(written(COLUMNS, rows_of(key, shelf)), content_type="text/csv; charset=utf-8")
        response.headers.update(headers_of(tag))
        return response


@feed.route("/<slug>/feed.json")
class FeedAsJson(MethodView):
    """The same figures for programs."""

    @access(Role.VIEWER, scope=Scope.FEED_READ)
    @feed.response(200, Feed)
    @feed.alt_response(404, description="There is no such survey")
    def get(self, slug: str) -> Response | tuple[dict[str, Any], int, Any]:
        """Read all figures; every row has every column."""
        key, shelf = survey_key(slug), reading().shelf
        tag = tag_of(read_stamp(key, shelf=shelf), "feed.json", VERSION)
        if is_known(tag):
            return not_modified(tag)
        whole = [dict.fromkeys(COLUMNS) | row for row in rows_of(key, shelf)]
        return {"version": VERSION, "columns": COLUMNS, "rows": whole}, 200, headers_of(tag)


def rows_of(key: SurveyKey, shelf: Shelf) -> Iterator[Row]:
    """Every figure that the report tells, of everyone and by each attribute, with what is the same in all rows."""
    read = read_report(key, shelf=shelf)
    same = {
        "version": VERSION,
        "survey": key.slug,
        "survey_title": in_language(read.report.title),
        "updated_at": read.report.totals.updated_at.isoformat(),
    }
    for row in _figures(read, shelf):
        yield same | row


def _figures(read: ReportRead, shelf: Shelf) -> Iterator[Row]:
    report = read.report
    asked: list[tuple[Row, Any]] = [({"question": "", "answers": report.totals.responses}, report.themes)]
    for part in report.questions:
        told = {"question": part.key, "question_text": in_language(part.text), "answers": part.answers}
        asked.append((told, part.themes))
    for about, themes in asked:
        for row in line_rows(about, themes):
            yield {"kind": "code" if "code" in row else "theme", **row}
    for attribute in report.attributes:
        split = read_report(report.survey.key, attribute.key, shelf=shelf).split
        for row in group_rows(split) if split else ():
            yield {"kind": "group", **row}
    yield from aspect_rows(read)
