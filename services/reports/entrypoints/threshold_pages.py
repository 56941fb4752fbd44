"""From which number on a team wants to be told of a code."""

from typing import Final

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from services.reports.application.keep_thresholds import add_threshold, list_thresholds, new_threshold, remove_threshold
from services.reports.application.read_report import list_reports, read_report
from services.reports.domain.watching import Measure
from services.reports.entrypoints.reading import survey_key
from services.reports.entrypoints.telling import in_language
from services.reports.entrypoints.telling_at_hand import telling_desk
from services.reports.findings.lines import code_lines
from shared.identity.access import Role, access, current_caller
from shared.web.strict_form import strict_form

thresholds: Final = Blueprint("thresholds", __name__, url_prefix="/team/outgoing/thresholds")
_HIGHEST: Final = {Measure.FOUND_IN: 1_000_000, Measure.SHARE: 100}


@thresholds.get("")
@access(Role.EDITOR)
def every() -> str:
    """The thresholds, and the form for another: first a survey, then its code."""
    return _page([])


@thresholds.post("")
@access(Role.EDITOR, tokens=False)
def add() -> ResponseReturnValue:
    """Keep a threshold."""
    posted = strict_form(request)
    slug, code, level = (posted.get(name, "") for name in ("survey", "code", "level"))
    measure = Measure(posted["measure"]) if posted.get("measure") in set(Measure) else Measure.FOUND_IN
    key = survey_key(slug)
    known = {option["value"] for option in _codes(slug)}
    highest = _HIGHEST[measure]
    if code not in known or not (level.isascii() and level.isdigit() and 0 < int(level[:9]) <= highest):
        told = gettext("Choose a code, and a whole number from 1 to %(highest)s.", highest=highest)
        return _page([{"field": "level", "message": told}]), 400
    add_threshold(new_threshold(key, code, measure, int(level)), desk=telling_desk())
    return redirect(url_for("thresholds.every"), 303)


@thresholds.post("/<threshold_id>/remove")
@access(Role.EDITOR, tokens=False)
def remove(threshold_id: str) -> ResponseReturnValue:
    """Forget a threshold."""
    remove_threshold(current_caller().team_id, threshold_id, desk=telling_desk())
    return redirect(url_for("thresholds.every"), 303)


def _page(errors: list[dict[str, str]]) -> str:
    desk, team_id = telling_desk(), current_caller().team_id
    slug = (request.form if errors else request.args).get("survey", "")
    reports = list_reports(team_id, shelf=desk.shelf)
    return render_template(
        "reports/outgoing/thresholds.html",
        thresholds=list_thresholds(team_id, desk=desk),
        surveys=[{"value": each.survey.key.slug, "text": in_language(each.title)} for each in reports],
        survey=slug if any(each.survey.key.slug == slug for each in reports) else "",
        codes=_codes(slug) if any(each.survey.key.slug == slug for each in reports) else [],
        errors=errors,
    )


def _codes(slug: str) -> list[dict[str, str]]:
    report = read_report(survey_key(slug), shelf=telling_desk().shelf).report
    return [{"value": line.code, "text": in_language(line.title)} for line in code_lines(report.themes)]
