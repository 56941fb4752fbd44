"""A draft is approved, and what was approved is published: only by people, never by a program's token."""

from typing import Final

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from services.reports.application.draft_publication import approve
from services.reports.application.publish_report import publish
from services.reports.entrypoints.publishing_at_hand import own_survey, person, posted_number, publishing
from shared.identity.access import Role, access
from shared.observability.logs import get_logger

actions: Final = Blueprint("publishing_actions", __name__, url_prefix="/team/reports/<slug>/publication")
_log = get_logger(__name__)


@actions.post("/approve")
@access(Role.EDITOR, tokens=False)
def approve_draft(slug: str) -> ResponseReturnValue:
    """Approve the draft of the version that was seen."""
    approved = approve(own_survey(slug), posted_number("version"), person(), desk=publishing())
    _log.info("draft approved", survey=slug, by=person().id, version=approved.version)
    return redirect(url_for("publishing.draft", slug=slug), 303)


@actions.post("/publish")
@access(Role.EDITOR, tokens=False)
def publish_draft(slug: str) -> ResponseReturnValue:
    """Publish the approved draft, and go to what was published."""
    done = publish(own_survey(slug), posted_number("version"), person(), desk=publishing())
    _log.info("report published", survey=slug, by=person().id, number=done.number)
    return redirect(url_for("publications.show", slug=slug, number=done.number), 303)
