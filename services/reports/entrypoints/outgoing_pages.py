"""Whom a team's news are told: programs of others, with a log of what they were sent."""

from typing import Final

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from services.reports.application import keep_endpoints as keep
from services.reports.domain.outgoing import NewsKind
from services.reports.domain.outgoing_errors import AddressNotUsable
from services.reports.entrypoints.outgoing_words import kinds_offered
from services.reports.entrypoints.telling_at_hand import telling_desk
from shared.identity.access import Role, access, current_caller
from shared.web.strict_form import strict_form

outgoing: Final = Blueprint("outgoing", __name__, url_prefix="/team/outgoing")
_MOST_DIGITS: Final = 18
_NO_STORE: Final = {"Cache-Control": "no-store"}


@outgoing.get("")
@access(Role.EDITOR)
def endpoints() -> str:
    """The endpoints, and the form for another."""
    return _page(None)


@outgoing.post("")
@access(Role.EDITOR, tokens=False)
def add() -> ResponseReturnValue:
    """Keep an endpoint and show its secret, once."""
    posted = strict_form(request)
    kinds = {each for each in NewsKind if each.value in posted.getlist("kinds") and each is not NewsKind.TEST}
    errors = []
    if not kinds:
        errors.append({"field": "kinds", "message": gettext("Choose what is to be told.")})
    try:
        if kinds:
            made = keep.add_endpoint(current_caller().team_id, posted.get("url", ""), kinds, desk=telling_desk())
            return _secret(*made)
    except AddressNotUsable:
        told = gettext("Give an address that begins with https:// and names a server, without a port.")
        errors.append({"field": "url", "message": told})
    return _page(errors), 400


@outgoing.get("/<endpoint_id>")
@access(Role.EDITOR)
def log(endpoint_id: str) -> str:
    """What an endpoint was sent, newest first."""
    asked = request.args.get("before", "")
    before = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= _MOST_DIGITS else None
    endpoint, page, following = keep.read_log(current_caller().team_id, endpoint_id, before, desk=telling_desk())
    return render_template("reports/outgoing/log.html", endpoint=endpoint, sendings=page, following=following)


@outgoing.post("/<endpoint_id>/secret")
@access(Role.EDITOR, tokens=False)
def rotate(endpoint_id: str) -> Response:
    """A new secret, shown once; the old one signs for another day."""
    return _secret(*keep.rotate_secret(current_caller().team_id, endpoint_id, desk=telling_desk()))


@outgoing.post("/<endpoint_id>/pause")
@access(Role.EDITOR, tokens=False)
def pause(endpoint_id: str) -> ResponseReturnValue:
    """Hold news back, or let them go on."""
    paused = strict_form(request).get("paused") == "yes"
    keep.pause_endpoint(current_caller().team_id, endpoint_id, paused=paused, desk=telling_desk())
    return _to_log(endpoint_id)


@outgoing.post("/<endpoint_id>/try")
@access(Role.EDITOR, tokens=False)
def attempt(endpoint_id: str) -> ResponseReturnValue:
    """Send something harmless."""
    keep.try_endpoint(current_caller().team_id, endpoint_id, desk=telling_desk())
    return _to_log(endpoint_id)


@outgoing.post("/<endpoint_id>/again")
@access(Role.EDITOR, tokens=False)
def again(endpoint_id: str) -> ResponseReturnValue:
    """Send something once more."""
    asked = strict_form(request).get("sending", "")
    sending = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= _MOST_DIGITS else 0
    keep.send_again(current_caller().team_id, endpoint_id, sending, desk=telling_desk())
    return _to_log(endpoint_id)


@outgoing.post("/<endpoint_id>/remove")
@access(Role.EDITOR, tokens=False)
def remove(endpoint_id: str) -> ResponseReturnValue:
    """Forget an endpoint."""
    keep.remove_endpoint(current_caller().team_id, endpoint_id, desk=telling_desk())
    return redirect(url_for("outgoing.endpoints"), 303)


def _page(errors: list[dict[str, str]] | None) -> str:
    posted = request.form if errors else None
    return render_template(
        "reports/outgoing/endpoints.html",
        endpoints=keep.list_endpoints(current_caller().team_id, desk=telling_desk()),
        kinds=kinds_offered(),
        errors=errors or [],
        url=posted.get("url", "") if posted else "",
        chosen=posted.getlist("kinds") if posted else [each["value"] for each in kinds_offered()],
    )


def _secret(endpoint: object, secret: str) -> Response:
    page = render_template("reports/outgoing/secret.html", endpoint=endpoint, secret=secret)
    return Response(page, headers=_NO_STORE)


def _to_log(endpoint_id: str) -> ResponseReturnValue:
    return redirect(url_for("outgoing.log", endpoint_id=endpoint_id), 303)
