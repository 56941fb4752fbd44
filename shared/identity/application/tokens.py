"""API tokens: making one, seeing them, taking one back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from shared.contracts.teams import DEFAULT_TEAM
from shared.identity.application.desk import Desk
from shared.identity.domain.errors import InvalidDetails, RoleTooHigh, TokenNotFound
from shared.identity.domain.events import Action, AuditEvent, Outcome
from shared.identity.domain.opaque import digest, new_secret
from shared.identity.domain.roles import Caller, Role
from shared.identity.domain.scopes import Scope
from shared.identity.domain.tokens import LONGEST_TOKEN_NAME, TOKEN_DAYS, TOKEN_PREFIX, ApiToken


@dataclass(frozen=True)
class TokenWish:
    """What a token should be called, may do, and how many days it should live (one of ``TOKEN_DAYS``).

    ``scopes``: the parts of the API it is kept to; without any, all that the role may.
    """

    name: str
    role: Role
    days: int
    scopes: frozenset[Scope] = frozenset()


def make_token(wish: TokenWish, by: Caller | None, desk: Desk) -> Outcome[str]:
    """The secret of a new token, shown this once; ``by`` is None for the command line.

    Raises InvalidDetails, RoleTooHigh.
    """
    name = " ".join(wish.name.split())
    _check(name, wish.days)
    if by and wish.role > by.role:
        raise RoleTooHigh
    who, team_id = (by.id, by.team_id) if by else ("system", DEFAULT_TEAM)
    now, secret, token_id = desk.clock.now(), new_secret(TOKEN_PREFIX), desk.new_id()
    expires_at = now + timedelta(days=wish.days)
    with desk.store.writing() as work:
        work.people.make_team(team_id, now)
        token = ApiToken(token_id, digest(secret), team_id, name, wish.role, who, now, expires_at, scopes=wish.scopes)
        work.tokens.add(token)
        work.commit()
    return Outcome(secret, AuditEvent(who, Action.TOKEN_MADE, token_id, team_id, now))


def revoke_token(token_id: str, by: Caller, desk: Desk) -> Outcome[None]:
    """Make a token of the caller's team worthless at once; raises TokenNotFound, RoleTooHigh."""
    with desk.store.writing() as work:
        token = next((one for one in work.tokens.of_team(by.team_id) if one.id == token_id), None)
        if token is None:
            raise TokenNotFound
        if token.role > by.role:
            raise RoleTooHigh
        work.tokens.remove(token_id)
        work.commit()
    return Outcome(None, AuditEvent(by.id, Action.TOKEN_REVOKED, token_id, by.team_id, desk.clock.now()))


def tokens_of(team_id: str, desk: Desk) -> Sequence[ApiToken]:
    """The team's tokens, newest first, expired ones too: people look for them."""
    with desk.store.reading() as store:
        return store.tokens.of_team(team_id)


def _check(name: str, days: int) -> None:
    fields = {}
    if not name:
        fields["name"] = "missing"
    elif len(name) > LONGEST_TOKEN_NAME or not name.isprintable():
        fields["name"] = "too-long"
    if days not in TOKEN_DAYS:
        fields["days"] = "unknown"
    if fields:
        raise InvalidDetails(fields)
