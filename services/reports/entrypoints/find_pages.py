"""Looking through the words of a survey, and the report as a wall shows it."""

from typing import Any, Final

from flask import Blueprint, Response, make_response, render_template, request

from services.reports.application.find_answers import FoundPage, KeptBack, find_answers
from services.reports.application.read_report import is_quiet, read_report, read_stamp
from services.reports.domain.filters import Filter
from services.reports.entrypoints import cursors
from services.reports.entrypoints.conditional import headers_of, is_known, not_modified, tag_of
from services.reports.entrypoints.filtering import address_of, choices_of, filter_of
from services.reports.entrypoints.finding_at_hand import finder
from services.reports.entrypoints.reading import reading, survey_key
from shared.identity.access import Role, access
from shared.web.static_files import asset_url

finding: Final = Blueprint("finding", __name__)


@finding.get("/team/reports/<slug>/find")
@access(Role.VIEWER, demo=True)
def find(slug: str) -> str:
    """Answers by words, attributes, question, code, way of speaking and coder, all combined freely."""
    wanted = filter_of(slug, request.args, request.args.getlist("who"))
    asked = request.args.get("cursor")
    before = cursors.read(asked) if asked else None
    page = find_answers(wanted, before, shelf=reading().shelf, finder=finder())
    choices = list(choices_of(page.read, reading().shelf))
    return render_template("reports/find.html", page=page, choices=choices, first=before is None, **_words(page))


@finding.get("/team/reports/<slug>/wall")
@access(Role.VIEWER, demo=True)
def wall(slug: str) -> Response:
    """The report for everybody in a room: large, without anything to press, and without a quote."""
    key, ports = survey_key(slug), reading()
    stamp = read_stamp(key, shelf=ports.shelf)
    quiet = is_quiet(stamp, ports.clock.now())
    tag = tag_of(stamp, "wall", quiet, asset_url("adborth.css"), asset_url("reports/live.js"))
    if is_known(tag):
        return not_modified(tag)
    read = read_report(key, shelf=ports.shelf)
    response = make_response(render_template("reports/wall.html", read=read, tag=tag))
    response.headers.update(headers_of(tag))
    return response


def _words(page: FoundPage) -> dict[str, Any]:
    return {
        "address": address_of(page.wanted),
        "kept_back": KeptBack,
        "empty": page.wanted == Filter(page.wanted.survey),
    }
