"""People and their places in teams, in SQL."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, RowMapping, Select, delete, insert, select, update

from shared.database.upserts import insert_new
from shared.identity.adapters.tables import api_tokens, memberships, people, sessions, setup_links, teams
from shared.identity.domain.people import Member, Person
from shared.identity.domain.roles import Role


class SqlPeople:
    """The port ``People`` on a connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def make_team(self, team_id: str, at: datetime) -> None:
        """Make the team unless it is there."""
        insert_new(self._connection, teams, [{"id": team_id, "created_at": at}], teams.c.id)

    def add(self, member: Member) -> None:
        """Add a person and their place."""
        person = member.person
        row = {"id": person.id, "email": person.email, "name": person.name, "password_hash": person.password_hash}
        self._connection.execute(insert(people).values(row))
        place = {"team_id": member.team_id, "role": member.role.word, "joined_at": member.joined_at}
        self._connection.execute(insert(memberships).values(person_id=person.id, **place))

    def set_password(self, person_id: str, password_hash: str) -> None:
        """Replace the stored hash."""
        self._connection.execute(update(people).where(people.c.id == person_id).values(password_hash=password_hash))

    def by_email(self, email: str) -> Member | None:
        """The person with this plain address."""
        return self._one(member_rows().where(people.c.email == email).order_by(memberships.c.joined_at))

    def find(self, person_id: str, team_id: str) -> Member | None:
        """The person's place in this team."""
        return self._one(member_rows().where(people.c.id == person_id, memberships.c.team_id == team_id))

    def of_team(self, team_id: str) -> Sequence[Member]:
        """Everybody in the team, by name."""
        query = member_rows().where(memberships.c.team_id == team_id).order_by(people.c.name, people.c.id)
        return [to_member(row) for row in self._connection.execute(query).mappings()]

    def remove(self, member: Member) -> None:
        """Take the person away with their sessions, their tokens, and the links they made or were sent."""
        person_id = member.person.id
        theirs = (setup_links.c.made_by == person_id) | (setup_links.c.email == member.person.email)
        self._connection.execute(delete(setup_links).where(theirs))
        self._connection.execute(delete(sessions).where(sessions.c.person_id == person_id))
        self._connection.execute(delete(api_tokens).where(api_tokens.c.made_by == person_id))
        self._connection.execute(delete(memberships).where(memberships.c.person_id == person_id))
        self._connection.execute(delete(people).where(people.c.id == person_id))

    def _one(self, query: Select[*tuple[object, ...]]) -> Member | None:
        row = self._connection.execute(query.limit(1)).mappings().first()
        return to_member(row) if row else None


def member_rows() -> Select[*tuple[object, ...]]:
    """People joined with their places, in the columns that ``to_member`` reads."""
    place = (memberships.c.team_id, memberships.c.role, memberships.c.joined_at)
    return select(people, *place).join(memberships, memberships.c.person_id == people.c.id)


def to_member(row: RowMapping) -> Member:
    """The member of a row of ``member_rows``."""
    person = Person(row[people.c.id], row[people.c.email], row[people.c.name], row[people.c.password_hash])
    team_id, role = row[memberships.c.team_id], Role.of(row[memberships.c.role])
    return Member(person, team_id, role, row[memberships.c.joined_at])
