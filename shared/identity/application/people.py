"""Who is in a team, and leaving it."""

from collections.abc import Sequence

from shared.identity.application.desk import Desk
from shared.identity.domain.errors import LastOwner, PersonNotFound
from shared.identity.domain.events import Action, AuditEvent, Outcome
from shared.identity.domain.links import SetupLink
from shared.identity.domain.people import Member
from shared.identity.domain.roles import Caller, Role


def people_of(team_id: str, desk: Desk) -> tuple[Sequence[Member], Sequence[SetupLink]]:
    """Everybody in the team by name, and the invitations that still hold."""
    now = desk.clock.now()
    with desk.store.reading() as store:
        open_links = [link for link in store.links.of_team(team_id) if link.holds(now)]
        return store.people.of_team(team_id), open_links


def remove_person(person_id: str, by: Caller, desk: Desk) -> Outcome[None]:
    """Take somebody out of the team, with every proof they have or gave; raises PersonNotFound, LastOwner."""
    with desk.store.writing() as work:
        member = work.people.find(person_id, by.team_id)
        if member is None:
            raise PersonNotFound
        owners = [one for one in work.people.of_team(by.team_id) if one.role is Role.OWNER]
        if member.role is Role.OWNER and len(owners) == 1:
            raise LastOwner
        work.people.remove(member)
        work.commit()
    return Outcome(None, AuditEvent(by.id, Action.REMOVED, person_id, by.team_id, desk.clock.now()))
