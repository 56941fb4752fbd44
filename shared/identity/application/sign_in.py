"""Signing in and out: the only way from a password to a session, and the brake on guessing."""

from dataclasses import dataclass, field
from datetime import timedelta

from shared.identity.application.desk import Desk
from shared.identity.application.ports import Work
from shared.identity.domain.errors import TooManyAttempts, WrongCredentials
from shared.identity.domain.events import Action, AuditEvent, Outcome
from shared.identity.domain.opaque import digest, new_secret
from shared.identity.domain.people import LONGEST_PASSWORD, Member, broken_email, plain_email, plain_password
from shared.identity.domain.sessions import Session

MOST_ATTEMPTS = 10
WINDOW = timedelta(minutes=15)


@dataclass(frozen=True)
class Credentials:
    """What was typed, and the network address it came from."""

    email: str
    password: str = field(repr=False)
    client: str


def sign_in(credentials: Credentials, desk: Desk) -> Outcome[str]:
    """Begin a session; the value is its secret, for the cookie.

    Raises WrongCredentials; TooManyAttempts after ten failures within fifteen minutes for the address or from the
    client. The attempt counts before the password is looked at, so that parallel guesses cannot slip through.
    """
    email = plain_email(credentials.email)
    keys = (desk.blind("email", email), desk.blind("client", credentials.client))
    attempt = desk.new_id()
    _count(attempt, keys, desk)
    member = None
    if broken_email(email) is None:
        with desk.store.reading() as store:
            member = store.people.by_email(email)
    password = plain_password(credentials.password[: LONGEST_PASSWORD + 1])
    if not desk.hasher.matches(password, member.person.password_hash if member else None) or member is None:
        raise WrongCredentials
    dated = desk.hasher.is_dated(member.person.password_hash)
    fresh = desk.hasher.hash(password) if dated else None
    with desk.store.writing() as work:
        work.attempts.take_back(attempt)
        work.attempts.clear(keys[0])
        if fresh:
            work.people.set_password(member.person.id, fresh)
        secret = begin_session(member, work, desk)
        work.commit()
    event = AuditEvent(member.person.id, Action.SIGNED_IN, member.person.id, member.team_id, desk.clock.now())
    return Outcome(secret, event)


def sign_out(secret: str, desk: Desk) -> Outcome[None]:
    """End the session of this secret; an unknown one changes nothing."""
    with desk.store.writing() as work:
        found = work.sessions.find(digest(secret))
        work.sessions.remove(digest(secret))
        work.commit()
    if found is None:
        return Outcome(None, None)
    who = found[0].person_id
    return Outcome(None, AuditEvent(who, Action.SIGNED_OUT, who, found[0].team_id, desk.clock.now()))


def begin_session(member: Member, work: Work, desk: Desk) -> str:
    """Make a session inside the transaction of a use case; its secret. Always a new one: nothing to fixate."""
    now, secret = desk.clock.now(), new_secret()
    work.sessions.purge(now)
    work.sessions.add(Session(digest(secret), member.person.id, member.team_id, now, now))
    return secret


def _count(attempt: str, keys: tuple[str, str], desk: Desk) -> None:
    now = desk.clock.now()
    with desk.store.writing() as work:
        work.attempts.purge(now - WINDOW)
        work.attempts.add(attempt, keys, now)
        work.commit()
    with desk.store.writing() as work:
        if work.attempts.most(keys, now - WINDOW) > MOST_ATTEMPTS:
            work.attempts.take_back(attempt)
            work.commit()
            raise TooManyAttempts(minutes=int(WINDOW.total_seconds() // 60))
