"""Who calls: from the secret in a cookie or a header to a caller with a role."""

from datetime import datetime

from shared.identity.application.desk import Desk
from shared.identity.domain.opaque import digest
from shared.identity.domain.roles import Caller, Via
from shared.identity.domain.tokens import TOKEN_PREFIX


def caller_of_session(secret: str, desk: Desk) -> Caller | None:
    """The person whose session this is; None when it is unknown, ended or too old. Being seen slides its end."""
    now, key = desk.clock.now(), digest(secret)
    with desk.store.reading() as store:
        found = store.sessions.find(key)
    if found is None or not found[0].holds(now):
        return None
    session, member = found
    if session.is_news(now):
        with desk.store.writing() as work:
            work.sessions.seen(key, now)
            work.commit()
    return Caller(member.person.id, member.team_id, member.role, member.person.name, Via.SESSION)


def caller_of_token(secret: str, desk: Desk) -> Caller | None:
    """The programme whose API token this is; None when it is unknown, revoked or expired."""
    if not secret.startswith(TOKEN_PREFIX):
        return None
    now = desk.clock.now()
    with desk.store.reading() as store:
        token = store.tokens.find(digest(secret))
    if token is None or not token.holds(now):
        return None
    if token.is_news(now):
        _note_use(token.id, now, desk)
    return Caller(token.id, token.team_id, token.role, token.name, Via.TOKEN, token.scopes)


def _note_use(token_id: str, at: datetime, desk: Desk) -> None:
    with desk.store.writing() as work:
        work.tokens.used(token_id, at)
        work.commit()
