"""What the pages of identity have in common: their use cases at hand, and the session's cookie."""

from typing import Final

from flask import current_app, redirect, request, session
from werkzeug.wrappers import Request, Response

from shared.identity.application.desk import Desk
from shared.identity.application.sign_in import sign_out

COOKIE: Final = "adborth_session"
EXTENSION: Final = "adborth-identity"
_AFTER_SIGN_IN: Final = "/team"


def desk() -> Desk:
    """The ports that ``Identity.install`` gave to this application."""
    found: Desk = current_app.extensions[EXTENSION]
    return found


def session_secret(asked: Request) -> str | None:
    """The secret in the session's cookie."""
    return asked.cookies.get(COOKIE)


def enter(secret: str, wanted: str | None) -> Response:
    """Hand the browser its new session, end the one it had, and go where it wanted to."""
    if old := session_secret(request):
        desk().told(sign_out(old, desk()))
    session.clear()
    response = redirect(safe_path(wanted), 303)
    response.set_cookie(COOKIE, secret, httponly=True, samesite="Lax", secure=_is_https(), path="/")
    return response


def leave(response: Response) -> Response:
    """Take the session from the browser."""
    session.clear()
    response.delete_cookie(COOKIE, httponly=True, samesite="Lax", secure=_is_https(), path="/")
    return response


def safe_path(wanted: str | None) -> str:
    """A path of this site to go on to after signing in; anything that could lead elsewhere becomes the team's page.

    Browsers read ``//host`` and ``/\\host`` as another site, and drop tabs and line ends wherever they stand.
    """
    if not wanted or not wanted.isprintable() or "\\" in wanted or not wanted.startswith("/"):
        return _AFTER_SIGN_IN
    return _AFTER_SIGN_IN if wanted.startswith("//") else wanted


def _is_https() -> bool:
    return request.is_secure or bool(current_app.config["SESSION_COOKIE_SECURE"])
