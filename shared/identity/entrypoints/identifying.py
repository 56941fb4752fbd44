"""From the headers of a request to who calls."""

from typing import Final

from werkzeug.wrappers import Request

from shared.identity.application.desk import Desk
from shared.identity.application.identify import caller_of_session, caller_of_token
from shared.identity.domain.roles import Caller
from shared.identity.entrypoints.pages import session_secret

_READING: Final = frozenset({"GET", "HEAD"})


def caller_of(asked: Request, desk: Desk) -> Caller | None:
    """Who calls, by API token or by session; a refused token never falls back on the session."""
    if "Authorization" in asked.headers:
        token = _token_of(asked)
        return caller_of_token(token, desk) if token else None
    secret = session_secret(asked)
    return caller_of_session(secret, desk) if secret else None


def _token_of(asked: Request) -> str | None:
    """The token of a request: as bearer, or as the password of a spreadsheet that knows nothing else.

    A browser sends a password it was once given along with whatever another site makes it ask, so that it may read
    and never change anything: a token proves that no form was forged.
    """
    given = asked.authorization
    if given is None:
        return None
    if given.type == "basic":
        return given.password if asked.method in _READING else None
    return given.token if given.type == "bearer" else None
