"""The team's start page, and who is in the team, as pages."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from shared.identity.access import Role, access, current_caller
from shared.identity.application.people import people_of, remove_person
from shared.identity.application.set_up import invite
from shared.identity.domain.errors import InvalidDetails, PersonNotFound
from shared.identity.entrypoints.pages import desk
from shared.identity.entrypoints.wording import role_choices, role_names, sentences

pages = Blueprint("identity_people", __name__)


@pages.get("/team")
@access(Role.VIEWER)
def team_page() -> ResponseReturnValue:
    """Where a signed-in person starts."""
    return render_template("identity/team.html", caller=current_caller(), Role=Role)


@pages.get("/team/people")
@access(Role.OWNER, tokens=False)
def people_page() -> ResponseReturnValue:
    """Who is in the team, and who is invited."""
    return _list({})


@pages.post("/team/people")
@access(Role.OWNER, tokens=False)
def invite_person() -> ResponseReturnValue:
    """Make a link for somebody, shown this once."""
    try:
        role = Role.of(request.form.get("role", ""))
    except KeyError:
        return _list({"role": "unknown"}), 400
    try:
        secret = desk().told(invite(request.form.get("email", ""), role, current_caller(), desk()))
    except InvalidDetails as error:
        return _list(error.fields), 400
    return _list({}, link=url_for("identity_set_up.set_up_page", secret=secret, _external=True)), 201


@pages.get("/team/people/<person_id>/remove")
@access(Role.OWNER, tokens=False)
def ask_to_remove(person_id: str) -> ResponseReturnValue:
    """Ask before removing somebody."""
    members, _links = people_of(current_caller().team_id, desk())
    member = next((one for one in members if one.person.id == person_id), None)
    if member is None:
        raise PersonNotFound
    return render_template("identity/remove_person.html", member=member)


@pages.post("/team/people/<person_id>/remove")
@access(Role.OWNER, tokens=False)
def remove(person_id: str) -> ResponseReturnValue:
    """Remove somebody from the team."""
    desk().told(remove_person(person_id, current_caller(), desk()))
    return redirect(url_for("identity_people.people_page"), 303)


def _list(broken: dict[str, str], link: str = "") -> str:
    members, invitations = people_of(current_caller().team_id, desk())
    return render_template(
        "identity/people.html",
        members=members,
        invitations=invitations,
        link=link,
        errors=sentences(broken),
        typed=request.form if broken else {},
        role_names=role_names(),
        choices=role_choices(Role.OWNER),
    )
