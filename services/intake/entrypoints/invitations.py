"""The team's page of invitations to a survey: invite people from a file, count them, take their links away."""

from typing import Final

from flask import Blueprint, Response, make_response, render_template, request
from flask_babel import lazy_gettext as _l

from services.intake.application.invite_people import Invited, count_invitations, invite_people, links_of
from services.intake.application.link_table import link_table
from services.intake.domain.errors import UnreadableFile
from services.intake.domain.surveys import Survey
from services.intake.entrypoints.gate_at_hand import gate_at_hand
from services.intake.entrypoints.paper_at_hand import own_survey
from services.intake.entrypoints.sentences import sentence
from services.intake.importers.csv_table import read_csv
from services.intake.importers.invitees import Invitees, invitees
from shared.identity.access import Role, access

pages = Blueprint("intake_invitations", __name__, url_prefix="/team/surveys/<slug>/invitations")

_REASONS: Final = {
    "empty": _l("The file holds no column names"),
    "columns-twice": _l("Two columns have the same name"),
    "not-utf-8": _l("Save the file as CSV UTF-8"),
    "quote-never-closed": _l("A quotation mark in the file is never closed"),
    "no-reference-column": _l("Name one column email, reference or code"),
    "no-such-column": _l("Name only columns that are in the file, in small letters without spaces"),
}
_SHOWN_REFUSALS: Final = 20


@pages.get("")
@access(Role.EDITOR)
def show_invitations(slug: str) -> str:
    """How many were invited and have answered, and a form to invite more."""
    return _page(own_survey(slug))


@pages.post("")
@access(Role.EDITOR)
def invite(slug: str) -> tuple[str, int]:
    """Invite the people in a file; who was invited before stays as they were."""
    survey = own_survey(slug)
    uploaded = request.files.get("file")
    if uploaded is None or not uploaded.filename:
        return _page(survey, error=str(_l("Choose a CSV file"))), 400
    wanted = [name.strip() for name in request.form.get("attributes", "").split(",") if name.strip()]
    try:
        found = invitees(read_csv(uploaded.read()), wanted)
    except UnreadableFile as error:
        return _page(survey, error=str(_REASONS[str(error.details["reason"])])), 400
    return _page(survey, found=found, invited=invite_people(slug, found.people, gate=gate_at_hand())), 201


@pages.get("/links.csv")
@access(Role.EDITOR)
def take_links(slug: str) -> Response:
    """The links as a table for mail-merge; `?unanswered=1` leaves out who has answered or wants no reminders."""
    own_survey(slug)
    links = links_of(slug, gate=gate_at_hand(), unanswered_only="unanswered" in request.args)
    table = make_response(link_table(links, request.url_root))
    table.headers["Content-Type"] = "text/csv; charset=utf-8"
    table.headers["Content-Disposition"] = f'attachment; filename="{slug}-links.csv"'
    return table


def _page(survey: Survey, *, error: str = "", found: Invitees | None = None, invited: Invited | None = None) -> str:
    refused = found.refused if found else ()
    return render_template(
        "intake/invitations.html",
        survey=survey,
        counts=count_invitations(survey.slug, gate=gate_at_hand()),
        error=error,
        invited=invited,
        ignored=found.ignored if found else (),
        refused=[(refusal.line, sentence(refusal.faults[0])) for refusal in refused[:_SHOWN_REFUSALS]],
        more_refused=max(0, len(refused) - _SHOWN_REFUSALS),
        attributes=request.form.get("attributes", "") if error else "",
    )
