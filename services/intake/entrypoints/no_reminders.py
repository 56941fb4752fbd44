"""Who was invited says, by the link in a letter, that they want no more of them."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from services.intake.application.door import invitation_shown
from services.intake.application.invite_people import stop_reminders
from services.intake.application.list_surveys import find_survey
from services.intake.domain.invitations import Invitation
from services.intake.domain.surveys import Survey
from services.intake.entrypoints.gate_at_hand import carried_invite, gate_at_hand
from shared.identity.access import PUBLIC, access

pages = Blueprint("intake_no_reminders", __name__)


@pages.get("/s/<slug>/reminders")
@access(PUBLIC)
def ask_for_none(slug: str) -> str:
    """Ask before noting it: programs that look through mail open every link."""
    survey, invitation = _invited(slug)
    return render_template("intake/no_reminders.html", survey=survey, done=invitation.no_reminders)


@pages.post("/s/<slug>/reminders")
@access(PUBLIC)
def send_none(slug: str) -> ResponseReturnValue:
    """Note it; noting it again changes nothing."""
    _, invitation = _invited(slug)
    stop_reminders(invitation, gate=gate_at_hand())
    return redirect(url_for("intake_no_reminders.ask_for_none", slug=slug, invite=carried_invite()), 303)


def _invited(slug: str) -> tuple[Survey, Invitation]:
    gate = gate_at_hand()
    survey = find_survey(slug, reading=gate.desk.open_reading())
    with gate.open_reading() as reading:
        return survey, invitation_shown(carried_invite(), slug, reading)
