"""From the headers of a request to who calls."""

from werkzeug.wrappers import Request

from shared.identity.application.desk import Desk
from shared.identity.application.identify import caller_of_session, caller_of_token
from shared.identity.domain.roles import Caller
from shared.identity.entrypoints.pages import session_secret


def caller_of(asked: Request, desk: Desk) -> Caller | None:
    """Who calls, by API token or by session; a refused token never falls back on the session."""
    if "Authorization" in asked.headers:
        given = asked.authorization
        if given is None or given.type != "bearer" or not given.token:
            return None
        return caller_of_token(given.token, desk)
    secret = session_secret(asked)
    return caller_of_session(secret, desk) if secret else None
