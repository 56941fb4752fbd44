"""An owner deletes a survey with everybody's words, a bounded number of cards with each press."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from services.intake.application.retire_survey import Deleted, delete_survey
from services.intake.application.survey_overview import overview
from services.intake.domain.draft_errors import NotTheSlug, NotYetPublished
from services.intake.entrypoints.surveys_at_hand import author, drafts_at_hand
from shared.identity.access import Role, access, current_caller
from shared.observability.logs import get_logger
from shared.web.strict_form import strict_form

pages = Blueprint("intake_delete_page", __name__, url_prefix="/team/surveys/<slug>/delete")
_log = get_logger(__name__)


@pages.get("")
@access(Role.OWNER, tokens=False)
def ask_to_delete(slug: str) -> str:
    """What deleting means, and the field for the slug."""
    return _page(slug)


@pages.post("")
@access(Role.OWNER, tokens=False)
def delete(slug: str) -> ResponseReturnValue:
    """Delete, and ask to go on while anything is left."""
    typed = strict_form(request).get("typed", "")
    who = author()
    try:
        done = delete_survey(slug, typed, author=who, desk=drafts_at_hand())
    except NotTheSlug:
        return _page(slug, error=_("Enter %(slug)s to confirm", slug=slug)), 400
    _log.info("survey deleted", survey=slug, by=who.id, withdrawn=done.withdrawn, left=done.left)
    if done.left:
        return _page(slug, done=done), 202
    return redirect(url_for("intake_survey_list.show_list", deleted=slug), 303)


def _page(slug: str, *, error: str = "", done: Deleted | None = None) -> str:
    found = overview(slug, current_caller().team_id, desk=drafts_at_hand())
    if found.published is None:
        raise NotYetPublished(survey=slug)
    return render_template("intake/surveys/delete.html", found=found, error=error, done=done)
