"""Signing in and out, as pages."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from shared.identity.access import PUBLIC, Role, access
from shared.identity.application.sign_in import WINDOW, Credentials, sign_in, sign_out
from shared.identity.domain.errors import TooManyAttempts, WrongCredentials
from shared.identity.entrypoints.pages import desk, enter, leave, session_secret
from shared.identity.entrypoints.wording import sentences
from shared.observability.logs import get_logger

pages = Blueprint("identity", __name__)
_log = get_logger(__name__)


@pages.get("/sign-in")
@access(PUBLIC)
def sign_in_page() -> ResponseReturnValue:
    """The form."""
    return _form({})


@pages.post("/sign-in")
@access(PUBLIC, csrf=True)
def begin_session() -> ResponseReturnValue:
    """Sign in and go on to where the browser was sent from, or say why not."""
    typed = Credentials(
        request.form.get("email", ""), request.form.get("password", ""), request.remote_addr or "unknown"
    )
    try:
        secret = desk().told(sign_in(typed, desk()))
    except WrongCredentials as error:
        _log.info("sign-in refused", reason=error.code)
        return _form({"credentials": "wrong"}), 400
    except TooManyAttempts as error:
        _log.warning("sign-in refused", reason=error.code)
        return _form({"credentials": "too-many"}), 429, {"Retry-After": str(int(WINDOW.total_seconds()))}
    return enter(secret, request.form.get("next"))


@pages.post("/sign-out")
@access(Role.VIEWER, tokens=False)
def end_session() -> ResponseReturnValue:
    """Sign out: the session is gone from the database, not only from the browser."""
    desk().told(sign_out(session_secret(request) or "", desk()))
    return leave(redirect(url_for("identity.sign_in_page", left="yes"), 303))


def _form(broken: dict[str, str]) -> str:
    return render_template(
        "identity/sign_in.html",
        errors=sentences(broken),
        email=request.form.get("email", ""),
        next=request.values.get("next", ""),
        left="left" in request.args and not broken,
    )
