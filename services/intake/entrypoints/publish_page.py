"""From a draft to a published version: looked at in each language, checked against a list, published or thrown away."""

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from services.intake.application.draft_problems import judge
from services.intake.application.edit_draft import discard, read_draft
from services.intake.application.publish_draft import Agreed, CheckList, check_list, publish_draft
from services.intake.domain.check_list import Remark
from services.intake.domain.draft_errors import DraftChanged
from services.intake.domain.errors import InvalidSurvey
from services.intake.entrypoints.draft_fields import is_number
from services.intake.entrypoints.posted_card import empty_card
from services.intake.entrypoints.problem_list import told_of
from services.intake.entrypoints.remark_sentences import remark_sentence
from services.intake.entrypoints.surveys_at_hand import author, drafts_at_hand
from shared.identity.access import Role, access, current_caller
from shared.web.strict_form import strict_form

pages = Blueprint("intake_publish_page", __name__, url_prefix="/team/surveys/<slug>")


@pages.get("/preview")
@access(Role.VIEWER)
def preview(slug: str) -> Response:
    """The form as delegates will see it, from which nothing can be sent."""
    desk = drafts_at_hand()
    judged = judge(read_draft(slug, current_caller().team_id, desk=desk), desk.documents)
    card = empty_card(judged.survey, request.args) if judged.survey else None
    page = render_template(
        "intake/surveys/preview.html", slug=slug, survey=judged.survey, card=card, wrong={}, problems=judged.problems
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
    posted = strict_form(request)
    agreed = Agreed(_number(posted.get("revision", "")), _number(posted.get("version", "")))
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
    draft = read_draft(slug, current_caller().team_id, desk=drafts_at_hand())
    return render_template("intake/surveys/discard.html", draft=draft)


@pages.post("/discard")
@access(Role.EDITOR)
def throw_away(slug: str) -> ResponseReturnValue:
    """Throw the draft away: what is published stays."""
    revision = _number(strict_form(request).get("revision", ""))
    if discard(slug, revision, author=author(), desk=drafts_at_hand()):
        return redirect(url_for("intake_survey_page.show", slug=slug), 303)
    return redirect(url_for("intake_survey_list.show_list"), 303)


def _page(found: CheckList, *, changed: bool = False) -> str:
    return render_template(
        "intake/surveys/publish.html",
        found=found,
        draft=found.draft,
        problems=[(problem, told_of(problem)) for problem in found.problems],
        remarks=[_told(remark) for remark in found.remarks],
        changed=_("This draft was changed since you looked at it. Look at it as it is now.") if changed else "",
    )


def _told(remark: Remark) -> str:
    return remark_sentence(remark)


def _number(text: str) -> int:
    return int(text) if is_number(text) else -1
