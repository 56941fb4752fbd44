"""Entering a team by a one-time link: the first owner, everyone invited, and whoever forgot their password."""

from shared.contracts.teams import DEFAULT_TEAM
from shared.identity.application.desk import Desk
from shared.identity.application.ports import Repositories, Work
from shared.identity.application.sign_in import begin_session
from shared.identity.domain.errors import InvalidDetails, LinkNotValid, RoleTooHigh
from shared.identity.domain.events import Action, AuditEvent, Outcome
from shared.identity.domain.links import LINK_LIFE, SetupLink
from shared.identity.domain.opaque import digest, new_secret
from shared.identity.domain.people import Details, Member, Person, broken_email, plain_email, plain_password
from shared.identity.domain.roles import Caller, Role

SYSTEM = "system"


def make_owner_link(desk: Desk) -> Outcome[str | None]:
    """The secret of a link for the first owner, instead of any earlier one; None when there is an owner."""
    with desk.store.writing() as work:
        if _has_owner(work):
            return Outcome(None, None)
        secret, event = _keep_link(None, Role.OWNER, None, work=work, desk=desk)
        work.commit()
    return Outcome(secret, event)


def invite(email: str, role: Role, by: Caller | None, desk: Desk) -> Outcome[str]:
    """The secret of a link by which this address enters the team; ``by`` is None for the command line.

    For somebody who is in the team already it lets them choose a new password; their role stays.
    Raises InvalidDetails, RoleTooHigh.
    """
    plain = plain_email(email)
    if rule := broken_email(plain):
        raise InvalidDetails({"email": rule})
    if by and role > by.role:
        raise RoleTooHigh
    with desk.store.writing() as work:
        secret, event = _keep_link(plain, role, by, work=work, desk=desk)
        work.commit()
    return Outcome(secret, event)


def open_link(secret: str, desk: Desk) -> SetupLink:
    """The link of this secret, without using it up; raises LinkNotValid."""
    with desk.store.reading() as store:
        link = store.links.find(digest(secret))
        outdone = link is not None and link.email is None and _has_owner(store)
    if link is None or outdone or not link.holds(desk.clock.now()):
        raise LinkNotValid
    return link


def accept_link(secret: str, typed: Details, desk: Desk) -> Outcome[str]:
    """Enter the team and begin a session; the value is its secret. The link is used up only if all is well.

    Raises LinkNotValid, InvalidDetails.
    """
    link = open_link(secret, desk)
    details = Details(typed.name, link.email or typed.email, typed.password, typed.repeated).checked()
    password_hash = desk.hasher.hash(plain_password(details.password))
    with desk.store.writing() as work:
        if not work.links.take(link.digest):
            raise LinkNotValid
        member, event = _enter(details, password_hash, link, work=work, desk=desk)
        session = begin_session(member, work, desk)
        work.commit()
    return Outcome(session, event)


def _enter(
    details: Details, password_hash: str, link: SetupLink, *, work: Work, desk: Desk
) -> tuple[Member, AuditEvent]:
    now, known = desk.clock.now(), work.people.by_email(details.email)
    if known is None:
        person = Person(desk.new_id(), details.email, details.name, password_hash)
        member = Member(person, link.team_id, link.role, now)
        work.people.make_team(link.team_id, now)
        work.people.add(member)
        return member, AuditEvent(link.made_by, Action.JOINED, person.id, link.team_id, now)
    if link.email is None or known.team_id != link.team_id:
        raise InvalidDetails({"email": "taken"})
    person_id = known.person.id
    work.people.set_password(person_id, password_hash)
    work.sessions.remove_of(person_id)
    return known, AuditEvent(person_id, Action.PASSWORD_CHANGED, person_id, link.team_id, now)


def _keep_link(email: str | None, role: Role, by: Caller | None, *, work: Work, desk: Desk) -> tuple[str, AuditEvent]:
    now, secret = desk.clock.now(), new_secret()
    who, team_id = (by.id, by.team_id) if by else (SYSTEM, DEFAULT_TEAM)
    link = SetupLink(digest(secret), team_id, role, email, who, now, now + LINK_LIFE)
    work.links.replace(link)
    return secret, AuditEvent(who, Action.LINK_MADE, link.digest[:12], team_id, now)


def _has_owner(store: Repositories) -> bool:
    return any(member.role is Role.OWNER for member in store.people.of_team(DEFAULT_TEAM))
