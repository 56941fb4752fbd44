"""The team reads comments before anybody else does: approves, refuses with a reason, or deletes."""

from typing import Final

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from services.reports.application.moderate_comments import decide_comment, delete_comment, list_comments
from services.reports.domain.comments import Standing
from services.reports.domain.publication_errors import ReasonMissing
from services.reports.domain.redactions import LONGEST_REASON
from services.reports.entrypoints.answering_at_hand import answering_desk
from services.reports.entrypoints.publishing_at_hand import own_survey, person, posted
from shared.identity.access import Role, access
from shared.observability.logs import get_logger

pages: Final = Blueprint("moderating", __name__, url_prefix="/team/reports/<slug>/comments")
DELETE: Final = "delete"
_log = get_logger(__name__)


@pages.get("")
@access(Role.REVIEWER, tokens=False)
def queue(slug: str) -> str:
    """The comments that wait, then those that were decided about."""
    return _page(slug)


@pages.post("/<comment_id>")
@access(Role.REVIEWER, tokens=False)
def decide(slug: str, comment_id: str) -> ResponseReturnValue:
    """Approve, refuse or delete a comment."""
    fields, key, desk = posted(), own_survey(slug), answering_desk()
    verdict, reason = fields.get("verdict", ""), fields.get("reason", "")
    if len(reason) > LONGEST_REASON:
        told = _("Use %(limit)s characters or fewer", limit=LONGEST_REASON)
        return _page(slug, comment_id, told, reason), 400
    if verdict == DELETE:
        delete_comment(key, comment_id, desk=desk)
    elif verdict in (Standing.APPROVED, Standing.REFUSED):
        try:
            decide_comment(key, comment_id, Standing(verdict), reason, person(), desk=desk)
        except ReasonMissing:
            return _page(slug, comment_id, _("Say why the comment is not shown"), reason), 400
    _log.info("comment decided", survey=slug, verdict=verdict[:10], by=person().id)
    return redirect(url_for("moderating.queue", slug=slug), 303)


def _page(slug: str, wrong: str = "", error: str = "", reason: str = "") -> str:
    read = list_comments(own_survey(slug), desk=answering_desk())
    return render_template(
        "reports/answering/comments.html",
        slug=slug,
        read=read,
        wrong=wrong,
        error=error,
        reason=reason,
        limit=LONGEST_REASON,
    )
