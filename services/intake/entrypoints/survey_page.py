"""The page of one survey: where it stands, what it asks, its cards, and what was done to it; open, close, put away."""

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as AnyResponse

from services.intake.application.publish_draft import close_now, open_now, set_times
from services.intake.application.retire_survey import archive, restore
from services.intake.application.survey_overview import overview
from services.intake.domain.draft_errors import NotYetPublished
from services.intake.domain.errors import InvalidSurvey
from services.intake.entrypoints.draft_fields import TimeField, merged
from services.intake.entrypoints.london_time import moment
from services.intake.entrypoints.rule_sentences import rule_sentence
from services.intake.entrypoints.survey_requests import judged, own_draft, posted_fields, to_survey
from services.intake.entrypoints.surveys_at_hand import author, drafts_at_hand
from shared.identity.access import Role, access, current_caller

pages = Blueprint("intake_survey_page", __name__, url_prefix="/team/surveys/<slug>")

_TIMES = (TimeField("opens_at", "time"), TimeField("closes_at", "time"))


@pages.get("")
@access(Role.VIEWER)
def show(slug: str) -> str:
    """Everything about a survey, with the ways to change it."""
    found = overview(slug, current_caller().team_id, desk=drafts_at_hand())
    draft = own_draft(slug)
    return render_template("intake/surveys/survey.html", found=found, draft=draft, problems=judged(draft).problems)


@pages.get("/survey.yaml")
@access(Role.EDITOR)
def download(slug: str) -> Response:
    """The draft, or what is published where there is none, as a file."""
    file = Response(drafts_at_hand().documents.write(own_draft(slug).document), mimetype="application/yaml")
    file.headers["Content-Disposition"] = f'attachment; filename="{slug}.yaml"'
    return file


@pages.post("/open")
@access(Role.EDITOR)
def open_survey(slug: str) -> AnyResponse:
    """Let the survey take cards from now on."""
    open_now(slug, author=author(), desk=drafts_at_hand())
    return to_survey(slug)


@pages.post("/close")
@access(Role.EDITOR)
def close_survey(slug: str) -> AnyResponse:
    """Let the survey take no more cards."""
    close_now(slug, author=author(), desk=drafts_at_hand())
    return to_survey(slug)


@pages.post("/archive")
@access(Role.EDITOR)
def put_away(slug: str) -> AnyResponse:
    """Close the survey and leave it out of the list."""
    archive(slug, author=author(), desk=drafts_at_hand())
    return to_survey(slug)


@pages.post("/restore")
@access(Role.EDITOR)
def take_back(slug: str) -> AnyResponse:
    """Show the survey in the list again."""
    restore(slug, author=author(), desk=drafts_at_hand())
    return to_survey(slug)


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
    typed = merged(_TIMES, {}, posted_fields())
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
    return to_survey(slug)


def _times_page(slug: str, typed: dict[str, object], wrong: dict[str, str]) -> str:
    return render_template("intake/surveys/times.html", slug=slug, typed=typed, fields=_TIMES, wrong=wrong)
