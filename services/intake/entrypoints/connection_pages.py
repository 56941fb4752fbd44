"""The team's pages of a survey's connections: connect a tool, change its secret, pause it, take it back."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from services.intake.application.connect_survey import (
    Wish,
    change_connection,
    connect_survey,
    delete_connection,
    rotate_secret,
)
from services.intake.application.see_deliveries import connection_seen, connections_of, replay_aside
from services.intake.domain.connections import ForeignHost, UnfitSecret
from services.intake.entrypoints.connection_views import connection_page, made_page, new_page
from services.intake.entrypoints.connections_at_hand import connections_at_hand
from services.intake.entrypoints.delivery_words import STATES
from services.intake.entrypoints.surveys_at_hand import author
from shared.identity.access import Role, access, current_caller
from shared.web.strict_form import strict_form

pages = Blueprint("intake_connections", __name__, url_prefix="/team/surveys/<slug>/connections")


@pages.get("")
@access(Role.REVIEWER)
def show_list(slug: str) -> str:
    """The survey's connections, each with how many deliveries stand where."""
    survey, found = connections_of(slug, current_caller().team_id, desk=connections_at_hand())
    tools = {name: tool.title for name, tool in connections_at_hand().providers.items()}
    return render_template("intake/connections/list.html", survey=survey, found=found, tools=tools, states=STATES)


@pages.get("/new")
@access(Role.EDITOR, tokens=False)
def ask_for_tool(slug: str) -> str:
    """A form for a new connection."""
    return new_page(slug)


@pages.post("/new")
@access(Role.EDITOR, tokens=False)
def connect(slug: str) -> ResponseReturnValue:
    """Connect a tool, and show its address with the secret, this once."""
    typed = strict_form(request)
    tool, secret = typed.get("provider", ""), typed.get("secret", "")
    if tool not in connections_at_hand().providers:
        return new_page(slug, "provider", _("Choose a tool")), 400
    try:
        made = connect_survey(slug, tool, secret, author=author(), desk=connections_at_hand())
    except UnfitSecret as error:
        return new_page(slug, "secret", _unfit(error), tool), 400
    return made_page(slug, made), 201


@pages.get("/<id_>")
@access(Role.REVIEWER)
def show(slug: str, id_: str) -> str:
    """One connection, with the ways to change it."""
    return connection_page(slug, id_)


@pages.post("/<id_>/settings")
@access(Role.EDITOR)
def change(slug: str, id_: str) -> ResponseReturnValue:
    """Pause it or let it go on, or change what it takes and how the tool is asked."""
    typed = strict_form(request)
    wish = Wish(paused=typed["paused"] == "yes") if "paused" in typed else _wished(typed.to_dict())
    try:
        change_connection(id_, slug, wish, author=author(), desk=connections_at_hand())
    except UnfitSecret as error:
        return connection_page(slug, id_, "token", _unfit(error)), 400
    except ForeignHost as error:
        told = _("The host must be one of: %(hosts)s", hosts=", ".join(error.details["hosts"]))  # type: ignore[arg-type]  # the error's own list of texts
        return connection_page(slug, id_, "host", told), 400
    return _to(slug, id_)


@pages.post("/<id_>/secret")
@access(Role.EDITOR, tokens=False)
def rotate(slug: str, id_: str) -> ResponseReturnValue:
    """Change the secret, and show the new one, this once."""
    secret = strict_form(request).get("secret", "")
    try:
        made = rotate_secret(id_, slug, secret, author=author(), desk=connections_at_hand())
    except UnfitSecret as error:
        return connection_page(slug, id_, "secret", _unfit(error)), 400
    return made_page(slug, made), 201


@pages.post("/<id_>/replay")
@access(Role.EDITOR)
def replay_all(slug: str, id_: str) -> AnyResponse:
    """Have everything handled once more that was put aside."""
    number = replay_aside(id_, slug, current_caller().team_id, desk=connections_at_hand())
    return redirect(url_for("intake_connections.show", slug=slug, id_=id_, replayed=number), 303)


@pages.get("/<id_>/delete")
@access(Role.EDITOR, tokens=False)
def ask_to_delete(slug: str, id_: str) -> str:
    """What deleting means."""
    seen = connection_seen(id_, slug, current_caller().team_id, desk=connections_at_hand())
    tool = connections_at_hand().provider(seen.connection.provider)
    return render_template("intake/connections/delete.html", slug=slug, connection=seen.connection, tool=tool)


@pages.post("/<id_>/delete")
@access(Role.EDITOR, tokens=False)
def delete(slug: str, id_: str) -> AnyResponse:
    """Take it back for good."""
    delete_connection(id_, slug, author=author(), desk=connections_at_hand())
    return redirect(url_for("intake_connections.show_list", slug=slug, deleted=1), 303)


def _wished(typed: dict[str, str]) -> Wish:
    """The token stays as it is where its field is left empty: it is never shown again."""
    forget = "no_token" in typed
    token = "" if forget else typed.get("token", "").strip() or None
    return Wish(takes_partials="takes_partials" in typed, token=token, host=typed.get("host"))


def _unfit(error: UnfitSecret) -> str:
    return str(_("Use %(shortest)s to %(longest)s letters, digits and signs without accents.", **error.details))


def _to(slug: str, id_: str) -> AnyResponse:
    return redirect(url_for("intake_connections.show", slug=slug, id_=id_, changed=1), 303)
