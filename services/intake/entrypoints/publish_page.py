"""From a draft to a published version: looked at in each language, checked against a list, published or thrown away."""

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from services.intake.application.edit_draft import discard
from services.intake.application.publish_draft import Agreed, CheckList, check_list, publish_draft
from services.intake.domain.draft_errors import DraftChanged
from services.intake.domain.errors import InvalidSurvey
from services.intake.entrypoints.posted_card import empty_card
from services.intake.entrypoints.problem_list import told_of
from services.intake.entrypoints.remark_sentences import remark_sentence
from services.intake.entrypoints.survey_requests import judged, own_draft, posted_number, to_survey
from services.intake.entrypoints.surveys_at_hand import author, drafts_at_hand
from shared.identity.access import Role, access, current_caller

pages = Blueprint("intake_publish_page", __name__, url_prefix="/team/surveys/<slug>")


@pages.get("/preview")
@access(Role.VIEWER)
def preview(slug: str) -> Response:
    """The form as delegates will see it, from which nothing can be sent."""
    found = judged(own_draft(slug))
    card = empty_card(found.survey, request.args) if found.survey else None
    page = render_template(
        "intake/surveys/preview.html", slug=slug, survey=found.survey, card=card, wrong={}, problems=found.problems
    )
    return make_response(page)


@pages.get("/publish")
@access(Role.EDITOR)
def ask_to_publish(slug: str) -> str:
    """The check list."""
    return _page(check_list(slug, current_caller().team_id, desk=drafts_at_hand()))


@pages.post("/publish")
@access(Role.EDITOR)
def publish(slug: str) -> ResponseReturnValue:
    """Publish what was looked at; the check list again when it can't be, or is not that any more."""
    agreed = Agreed(posted_number("revision"), posted_number("version"))
    desk = drafts_at_hand()
    try:
        publish_draft(slug, agreed, author=author(), desk=desk)
    except (DraftChanged, InvalidSurvey) as error:
        changed = isinstance(error, DraftChanged)
        return _page(check_list(slug, current_caller().team_id, desk=desk), changed=changed), 409
    return redirect(url_for("intake_survey_page.show", slug=slug, published=1), 303)


@pages.get("/discard")
@access(Role.EDITOR)
def ask_to_discard(slug: str) -> str:
    """Ask before a draft is thrown away."""
    return render_template("intake/surveys/discard.html", draft=own_draft(slug))


@pages.post("/discard")
@access(Role.EDITOR)
def throw_away(slug: str) -> ResponseReturnValue:
    """Throw the draft away: what is published stays."""
    if discard(slug, posted_number("revision"), author=author(), desk=drafts_at_hand()):
        return to_survey(slug)
    return redirect(url_for("intake_survey_list.show_list"), 303)


def _page(found: CheckList, *, changed: bool = False) -> str:
    return render_template(
        "intake/surveys/publish.html",
        found=found,
        draft=found.draft,
        problems=[(problem, told_of(problem)) for problem in found.problems],
        remarks=[remark_sentence(remark) for remark in found.remarks],
        changed=_("This draft was changed since you looked at it. Look at it as it is now.") if changed else "",
    )
