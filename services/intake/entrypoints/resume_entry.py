"""The page to type the code of saved answers into, also shown where it can't be right; nobody may keep any of it."""

from typing import Final

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from services.intake.application.list_surveys import survey_to_show
from services.intake.domain.errors import ReceiptMistyped
from services.intake.domain.receipts import read_code
from services.intake.domain.surveys import Survey
from services.intake.domain.unfinished import NotToSave, ResumeUnknown
from services.intake.entrypoints.desk_at_hand import desk_at_hand
from services.intake.entrypoints.saving import kept_on
from services.intake.entrypoints.survey_languages import can_turn_to, page_turned_to
from shared.identity.access import PUBLIC, access
from shared.web.strict_form import strict_form

pages: Final = Blueprint("intake_resume", __name__, url_prefix="/s/<slug>/resume")
_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}


@pages.get("")
@access(PUBLIC)
def ask(slug: str) -> Response:
    """The empty page."""
    return _asking(keeping(slug), "")


@pages.post("")
@access(PUBLIC)
def enter(slug: str) -> ResponseReturnValue:
    """Go to the answers of the code that was typed, or say that it can't be one. Nothing is looked up yet."""
    survey = keeping(slug)
    fields = strict_form(request)
    typed, language = fields.get("code", ""), fields.get("change_language", "")
    if can_turn_to(language, survey):
        with page_turned_to(language):
            return _asking(survey, typed)
    try:
        return redirect(url_for("intake_resume.show", slug=slug, code=read_code(typed), **kept_on()), 303)
    except ReceiptMistyped:
        return _asking(survey, typed, _mistyped(), 400)


def keeping(slug: str) -> Survey:
    """The survey of this slug. Raises NotToSave where it keeps no unfinished answers, SurveyNotFound."""
    survey = survey_to_show(slug, desk=desk_at_hand())
    if not survey.save_and_return:
        raise NotToSave(survey=slug)
    return survey


@pages.errorhandler(ReceiptMistyped)
def _tell_mistyped(_: ReceiptMistyped) -> Response:
    return _asking(_here(), _in_address(), _mistyped(), 404)


@pages.errorhandler(ResumeUnknown)
def _tell_unknown(_: ResumeUnknown) -> Response:
    told = gettext("Nothing is saved under this code. It may have been sent, deleted, or kept as long as it could be")
    return _asking(_here(), _in_address(), told, 404)


@pages.after_request
def _keep_private(response: Response) -> Response:
    response.headers.update(_HEADERS)
    return response


def _here() -> Survey:
    return survey_to_show(str((request.view_args or {})["slug"]), desk=desk_at_hand())


def _in_address() -> str:
    return str((request.view_args or {}).get("code", ""))


def _asking(survey: Survey, typed: str, error: str = "", status: int = 200) -> Response:
    # Elsewhere than at the page's own address the code stands in the address: a link changes the language and keeps it.
    page = render_template(
        "intake/resume_enter.html",
        survey=survey,
        typed=typed,
        error=error,
        to=url_for("intake_resume.enter", slug=survey.slug, **kept_on()),
        by_link=bool(_in_address()),
    )
    return make_response(page, status)


def _mistyped() -> str:
    return str(gettext("This code has a typing error. Compare each character with what you noted"))
