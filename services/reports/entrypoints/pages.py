"""The team's reports as pages: a list, the live report of a survey, and the quotes behind each number."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from flask import Blueprint, Response, make_response, render_template, request, session
from flask_login import current_user

from services.reports.application.read_report import is_quiet, list_reports, read_quotes, read_report, read_stamp
from services.reports.entrypoints import cursors, telling, wording
from services.reports.entrypoints.conditional import headers_of, is_known, not_modified, tag_of
from services.reports.entrypoints.drawing import scale_of
from services.reports.entrypoints.reading import reading, survey_key, team
from shared.identity.access import PUBLIC, Role, access
from shared.web.static_files import asset_url

pages: Final = Blueprint("reports", __name__)
_FILTERS: Final[Mapping[str, Callable[..., Any]]] = {
    "in_language": telling.in_language,
    "percent": wording.percent,
    "headline": wording.headline,
    "responses": wording.responses,
    "answers": wording.answers,
    "scale": scale_of,
    "cursor": cursors.written,
}
for name, reads in _FILTERS.items():
    pages.add_app_template_filter(reads, name)


@pages.get("/")
@access(PUBLIC)
def home() -> str:
    """The front door of the address: the surveys that run, and where the team goes in."""
    running = [
        report
        for report in list_reports(team(), reader=reading().reader)
        if report.survey.version and not report.survey.closed_at
    ]
    return render_template("reports/home.html", reports=running)


@pages.get("/team/reports")
@access(Role.VIEWER)
def all_reports() -> str:
    """The team's reports."""
    return render_template("reports/list.html", reports=list_reports(team(), reader=reading().reader))


@pages.get("/team/reports/<slug>")
@access(Role.VIEWER, demo=True)
def report(slug: str) -> Response:
    """The live report; the script on the page asks for it again and again with the ETag it has."""
    key, ports = survey_key(slug), reading()
    stamp = read_stamp(key, reader=ports.reader)
    quiet = is_quiet(stamp, ports.clock.now())
    tag = tag_of(stamp, quiet, _frame())
    if is_known(tag):
        return not_modified(tag)
    found = read_report(key, reader=ports.reader)
    response = make_response(render_template("reports/report.html", report=found, quiet=quiet, tag=tag))
    response.headers.update(headers_of(tag))
    return response


@pages.get("/team/reports/<slug>/codes/<code>")
@access(Role.VIEWER, demo=True)
def quotes(slug: str, code: str) -> str:
    """What people wrote that bears a code, newest first."""
    asked = request.args.get("cursor")
    before = cursors.read(asked) if asked else None
    page = read_quotes(survey_key(slug), code, before, reader=reading().reader)
    return render_template("reports/quotes.html", page=page, first=before is None)


def _frame() -> tuple[object, ...]:
    """What the page around the figures depends on: who is signed in, their form's token, and our own assets."""
    caller = getattr(current_user, "id", None)
    return caller, session.get("csrf_token"), asset_url("adborth.css"), asset_url("reports/live.js")
