"""The page of one survey: where it stands, what it asks, its cards, and what was done to it; open, close, put away."""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as AnyResponse

from services.intake.application.draft_problems import judge
from services.intake.application.edit_draft import read_draft
from services.intake.application.publish_draft import close_now, open_now, set_times
from services.intake.application.retire_survey import archive, restore
from services.intake.application.survey_overview import overview
from services.intake.domain.draft_errors import NotYetPublished
from services.intake.domain.errors import InvalidSurvey
from services.intake.entrypoints.draft_fields import TimeField, merged
from services.intake.entrypoints.rule_sentences import rule_sentence
from services.intake.entrypoints.surveys_at_hand import author, drafts_at_hand, moment
from shared.identity.access import Role, access, current_caller
from shared.web.strict_form import strict_form

pages = Blueprint("intake_survey_page", __name__, url_prefix="/team/surveys/<slug>")

_TIMES = (TimeField("opens_at", "time"), TimeField("closes_at", "time"))


@pages.get("")
@access(Role.VIEWER)
def show(slug: str) -> str:
    """Everything about a survey, with the ways to change it."""
    desk = drafts_at_hand()
    found = overview(slug, current_caller().team_id, desk=desk)
    draft = read_draft(slug, current_caller().team_id, desk=desk)
    problems = judge(draft, desk.documents).problems
    return render_template("intake/surveys/survey.html", found=found, draft=draft, problems=problems)


@pages.get("/survey.yaml")
@access(Role.EDITOR)
def download(slug: str) -> Response:
    """The draft, or what is published where there is none, as a file."""
    desk = drafts_at_hand()
    draft = read_draft(slug, current_caller().team_id, desk=desk)
    file = Response(desk.documents.write(draft.document), mimetype="application/yaml")
    file.headers["Content-Disposition"] = f'attachment; filename="{slug}.yaml"'
    return file


@pages.post("/open")
@access(Role.EDITOR)
def open_survey(slug: str) -> AnyResponse:
    """Let the survey take cards from now on."""
    open_now(slug, author=author(), desk=drafts_at_hand())
    return _back(slug)


@pages.post("/close")
@access(Role.EDITOR)
def close_survey(slug: str) -> AnyResponse:
    """Let the survey take no more cards."""
    close_now(slug, author=author(), desk=drafts_at_hand())
    return _back(slug)


@pages.post("/archive")
@access(Role.EDITOR)
def put_away(slug: str) -> AnyResponse:
    """Close the survey and leave it out of the list."""
    archive(slug, author=author(), desk=drafts_at_hand())
    return _back(slug)


@pages.post("/restore")
@access(Role.EDITOR)
def take_back(slug: str) -> AnyResponse:
    """Show the survey in the list again."""
    restore(slug, author=author(), desk=drafts_at_hand())
    return _back(slug)


@pages.get("/times")
@access(Role.EDITOR)
def ask_for_times(slug: str) -> str:
    """When the published survey opens and closes."""
    survey = overview(slug, current_caller().team_id, desk=drafts_at_hand()).published
    if survey is None:
        raise NotYetPublished(survey=slug)
    times = {"opens_at": survey.opens_at, "closes_at": survey.closes_at}
    return _times_page(slug, {name: at.isoformat() if at else None for name, at in times.items()}, {})


@pages.post("/times")
@access(Role.EDITOR)
def change_times(slug: str) -> ResponseReturnValue:
    """Set them, or show the page again with what is wrong."""
    typed = merged(_TIMES, {}, strict_form(request).to_dict(flat=False))
    moments, wrong = {}, {}
    for field in _TIMES:
        try:
            moments[field.name] = moment(typed.get(field.name))
        except ValueError:
            wrong[field.name] = rule_sentence(f"{field.name} must be a time such as this")[0]
    if wrong:
        return _times_page(slug, typed, wrong), 400
    try:
        set_times(slug, moments["opens_at"], moments["closes_at"], author=author(), desk=drafts_at_hand())
    except InvalidSurvey as error:
        return _times_page(slug, typed, {"closes_at": rule_sentence(str(error.details["rule"]))[0]}), 400
    return _back(slug)


def _times_page(slug: str, typed: dict[str, object], wrong: dict[str, str]) -> str:
    return render_template("intake/surveys/times.html", slug=slug, typed=typed, fields=_TIMES, wrong=wrong)


def _back(slug: str) -> AnyResponse:
    return redirect(url_for("intake_survey_page.show", slug=slug), 303)
