"""The team's reports as pages: a list, the live report of a survey, and the quotes behind each number."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from flask import Blueprint, Response, make_response, render_template, request

from services.reports.application.read_report import is_quiet, list_reports, read_quotes, read_report, read_stamp
from services.reports.entrypoints import bars, cursors, split_wording, telling, wording
from services.reports.entrypoints.aspect_words import ASPECT_FILTERS
from services.reports.entrypoints.codebooks_at_hand import recodings_at_hand
from services.reports.entrypoints.conditional import headers_of, is_known, not_modified, tag_of
from services.reports.entrypoints.csv_table import table_of
from services.reports.entrypoints.drawing import can_be_drawn, scale_of, scale_of_split
from services.reports.entrypoints.group_words import attribute_words, group_words, groups_told
from services.reports.entrypoints.page_frame import frame
from services.reports.entrypoints.reading import quotes_wanted, reading, survey_key, team
from shared.identity.access import PUBLIC, Role, access

pages: Final = Blueprint("reports", __name__)
_FILTERS: Final[Mapping[str, Callable[..., Any]]] = {
    "in_language": telling.in_language,
    "percent": wording.percent,
    "number": wording.number,
    "found": wording.found,
    "headline": wording.headline,
    "between": wording.between,
    "responses": wording.responses,
    "answers": wording.answers,
    "bar": bars.bar,
    "value": bars.value,
    "in_cell": bars.in_cell,
    "group_cells": bars.group_cells,
    "group_rows": bars.group_rows,
    "scale": scale_of,
    "scale_of_split": scale_of_split,
    "can_be_drawn": can_be_drawn,
    "cursor": cursors.written,
    "attribute_words": attribute_words,
    "group_words": group_words,
    "groups_told": groups_told,
    "contrast": split_wording.contrast,
    "in_group": split_wording.in_group,
    **ASPECT_FILTERS,
}
for name, reads in _FILTERS.items():
    pages.add_app_template_filter(reads, name)


@pages.get("/")
@access(PUBLIC)
def home() -> str:
    """The front door of the address: the surveys that run, and where the team goes in."""
    running = [
        report
        for report in list_reports(team(), shelf=reading().shelf)
        if report.survey.version and not report.survey.closed_at
    ]
    return render_template("reports/home.html", reports=running)


@pages.get("/team/reports")
@access(Role.VIEWER)
def all_reports() -> str:
    """The team's reports."""
    return render_template("reports/list.html", reports=list_reports(team(), shelf=reading().shelf))


@pages.get("/team/reports/<slug>")
@access(Role.VIEWER, demo=True)
def report(slug: str) -> Response:
    """The live report; the script on the page asks for it again and again with the ETag it has."""
    key, ports, by = survey_key(slug), reading(), _asked_by()
    stamp = read_stamp(key, shelf=ports.shelf)
    quiet = is_quiet(stamp, ports.clock.now())
    with recodings_at_hand().read() as recodings:
        under_way = recodings.adopting(key.team_id)
    tag = tag_of(stamp, quiet, by, [(each.recode_id, each.progress) for each in under_way], frame())
    if is_known(tag):
        return not_modified(tag)
    read = read_report(key, by, shelf=ports.shelf)
    used = {codebook for codebook, _version in read.report.codebooks}
    adoptions = [each for each in under_way if each.key.codebook in used]
    page = render_template("reports/report.html", read=read, quiet=quiet, tag=tag, adoptions=adoptions)
    response = make_response(page)
    response.headers.update(headers_of(tag))
    return response


@pages.get("/team/reports/<slug>/figures.csv")
@access(Role.VIEWER, demo=True)
def figures(slug: str) -> Response:
    """All figures of the report in one table, split where the address says so."""
    return table_of(read_report(survey_key(slug), _asked_by(), shelf=reading().shelf))


@pages.get("/team/reports/<slug>/codes/<code>")
@access(Role.VIEWER, demo=True)
def quotes(slug: str, code: str) -> str:
    """What people wrote that bears a code, newest first."""
    asked = request.args.get("cursor")
    before = cursors.read(asked) if asked else None
    page = read_quotes(quotes_wanted(slug, code, request.args), before, shelf=reading().shelf)
    return render_template("reports/quotes.html", page=page, first=before is None)


def _asked_by() -> str | None:
    return request.args.get("by") or None
