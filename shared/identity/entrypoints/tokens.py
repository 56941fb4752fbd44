"""API tokens, as pages."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from shared.identity.access import Role, access, current_caller
from shared.identity.application.tokens import TokenWish, make_token, revoke_token, tokens_of
from shared.identity.domain.errors import InvalidDetails, RoleTooHigh, TokenNotFound
from shared.identity.domain.scopes import Scope, words_of
from shared.identity.domain.tokens import TOKEN_DAYS
from shared.identity.entrypoints.pages import desk
from shared.identity.entrypoints.wording import role_choices, role_names, scope_choices, sentences

pages = Blueprint("identity_tokens", __name__)


@pages.get("/team/tokens")
@access(Role.EDITOR, tokens=False)
def tokens_page() -> ResponseReturnValue:
    """The team's tokens, and the form for another."""
    return _list({})


@pages.post("/team/tokens")
@access(Role.EDITOR, tokens=False)
def make() -> ResponseReturnValue:
    """Make a token, shown this once."""
    days = request.form.get("days", "")
    try:
        role = Role.of(request.form.get("role", ""))
    except KeyError:
        return _list({"role": "unknown"}), 400
    kept_to = frozenset(scope for scope in Scope if scope.value in request.form.getlist("scopes"))
    wish = TokenWish(request.form.get("name", ""), role, int(days) if days in map(str, TOKEN_DAYS) else 0, kept_to)
    try:
        secret = desk().told(make_token(wish, current_caller(), desk()))
    except RoleTooHigh:
        return _list({"role": "too-high"}), 403
    except InvalidDetails as error:
        return _list(error.fields), 400
    return _list({}, secret=secret), 201


@pages.get("/team/tokens/<token_id>/revoke")
@access(Role.EDITOR, tokens=False)
def ask_to_revoke(token_id: str) -> ResponseReturnValue:
    """Ask before revoking a token."""
    tokens = tokens_of(current_caller().team_id, desk())
    token = next((one for one in tokens if one.id == token_id), None)
    if token is None:
        raise TokenNotFound
    return render_template("identity/revoke_token.html", token=token)


@pages.post("/team/tokens/<token_id>/revoke")
@access(Role.EDITOR, tokens=False)
def revoke(token_id: str) -> ResponseReturnValue:
    """Make a token worthless."""
    desk().told(revoke_token(token_id, current_caller(), desk()))
    return redirect(url_for("identity_tokens.tokens_page"), 303)


def _list(broken: dict[str, str], secret: str = "") -> str:
    caller, now = current_caller(), desk().clock.now()
    return render_template(
        "identity/tokens.html",
        tokens=[(token, token.holds(now)) for token in tokens_of(caller.team_id, desk())],
        secret=secret,
        errors=sentences(broken),
        typed=request.form if broken else {},
        role_names=role_names(),
        choices=role_choices(caller.role),
        scopes=scope_choices(request.form.getlist("scopes") if broken else ()),
        words_of=words_of,
        lengths=[{"value": str(days), "text": ngettext("%(num)s day", "%(num)s days", days)} for days in TOKEN_DAYS],
    )
