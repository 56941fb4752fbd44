"""Set-up links, in SQL: a used one is gone, so that nothing is left to use twice."""

from collections.abc import Sequence

from sqlalchemy import Connection, RowMapping, delete, insert, select

from shared.identity.adapters.tables import setup_links
from shared.identity.domain.links import SetupLink
from shared.identity.domain.roles import Role


class SqlLinks:
    """The port ``Links`` on a connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def replace(self, link: SetupLink) -> None:
        """Keep a link; an older one of the same team for the same address (or the first owner) ends."""
        same_address = setup_links.c.email.is_(None) if link.email is None else setup_links.c.email == link.email
        outdone = (setup_links.c.team_id == link.team_id) & same_address
        self._connection.execute(delete(setup_links).where(outdone | (setup_links.c.expires_at <= link.created_at)))
        whose = {"team_id": link.team_id, "role": link.role.word, "email": link.email, "made_by": link.made_by}
        moments = {"created_at": link.created_at, "expires_at": link.expires_at}
        self._connection.execute(insert(setup_links).values(digest=link.digest, **whose, **moments))

    def find(self, digest: str) -> SetupLink | None:
        """The link, also when it no longer holds."""
        row = self._connection.execute(select(setup_links).where(setup_links.c.digest == digest)).mappings().first()
        return _to_link(row) if row else None

    def take(self, digest: str) -> bool:
        """Use the link up; False when somebody else was faster."""
        return self._connection.execute(delete(setup_links).where(setup_links.c.digest == digest)).rowcount == 1

    def of_team(self, team_id: str) -> Sequence[SetupLink]:
        """The team's links that nobody used yet."""
        query = select(setup_links).where(setup_links.c.team_id == team_id).order_by(setup_links.c.created_at)
        return [_to_link(row) for row in self._connection.execute(query).mappings()]


def _to_link(row: RowMapping) -> SetupLink:
    return SetupLink(**{**row, "role": Role.of(row["role"])})
