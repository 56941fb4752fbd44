"""Sessions, in SQL."""

from datetime import datetime

from sqlalchemy import Connection, delete, insert, or_, update

from shared.identity.adapters.people import member_rows, to_member
from shared.identity.adapters.tables import memberships, sessions
from shared.identity.domain.people import Member
from shared.identity.domain.sessions import IDLE, LONGEST, Session


class SqlSessions:
    """The port ``Sessions`` on a connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, session: Session) -> None:
        """Keep a session."""
        moments = {"created_at": session.created_at, "seen_at": session.seen_at}
        whose = {"person_id": session.person_id, "team_id": session.team_id}
        self._connection.execute(insert(sessions).values(digest=session.digest, **whose, **moments))

    def find(self, digest: str) -> tuple[Session, Member] | None:
        """The session and whose it is, also when it no longer holds."""
        moments = (sessions.c.created_at.label("began_at"), sessions.c.seen_at.label("seen_at"))
        same = (sessions.c.person_id == memberships.c.person_id) & (sessions.c.team_id == memberships.c.team_id)
        query = member_rows().add_columns(*moments).join(sessions, same).where(sessions.c.digest == digest)
        row = self._connection.execute(query).mappings().first()
        if row is None:
            return None
        member = to_member(row)
        return Session(digest, member.person.id, member.team_id, row["began_at"], row["seen_at"]), member

    def seen(self, digest: str, at: datetime) -> None:
        """Slide its end."""
        self._connection.execute(update(sessions).where(sessions.c.digest == digest).values(seen_at=at))

    def remove(self, digest: str) -> None:
        """Forget it."""
        self._connection.execute(delete(sessions).where(sessions.c.digest == digest))

    def remove_of(self, person_id: str) -> None:
        """Forget all sessions of a person."""
        self._connection.execute(delete(sessions).where(sessions.c.person_id == person_id))

    def purge(self, at: datetime) -> None:
        """Forget what no longer holds."""
        over = or_(sessions.c.seen_at <= at - IDLE, sessions.c.created_at <= at - LONGEST)
        self._connection.execute(delete(sessions).where(over))
