"""Where the connections of surveys to other tools are kept."""

from typing import Any

from sqlalchemy import Connection as SqlConnection
from sqlalchemy import select

from services.intake.adapters.connection_tables import CONNECTIONS
from services.intake.adapters.sealed_secrets import SealedSecrets
from services.intake.domain.connections import Connection
from services.intake.domain.mappings import Link, QuestionMapping
from shared.database.upserts import upsert

_OF = CONNECTIONS.c


class SqlConnections:
    """The port Connections in the database; their secrets and tokens stand there sealed."""

    def __init__(self, connection: SqlConnection, sealed: SealedSecrets) -> None:
        self._connection = connection
        self._sealed = sealed

    def keep(self, connection: Connection) -> None:
        """Keep it, in place of the one of the same id."""
        row = {column.name: getattr(connection, column.name) for column in _OF}
        documents = {
            "secrets": self._sealed.rows(connection),
            "token": "",
            "mapping": [_link_row(link) for link in connection.mapping.links],
        }
        upsert(self._connection, CONNECTIONS, [row | documents])

    def find(self, id_: str) -> Connection | None:
        """The one of this id, deleted or not."""
        row = self._connection.execute(select(CONNECTIONS).where(_OF.id == id_)).one_or_none()
        return connection_of(row, self._sealed) if row else None

    def take(self, id_: str) -> Connection | None:
        """The same for changing: until the transaction ends nobody else does."""
        row = self._connection.execute(select(CONNECTIONS).where(_OF.id == id_).with_for_update()).one_or_none()
        return connection_of(row, self._sealed) if row else None

    def of_survey(self, slug: str) -> list[Connection]:
        """Those of a survey that were not deleted, the first made first."""
        wanted = select(CONNECTIONS).where(_OF.survey == slug, _OF.deleted_at.is_(None)).order_by(_OF.made_at, _OF.id)
        return [connection_of(row, self._sealed) for row in self._connection.execute(wanted)]


def connection_of(row: Any, sealed: SealedSecrets) -> Connection:
    """A row of the table as a connection."""
    told = dict(row._mapping)
    kept = told.pop("secrets")
    token = sealed.token(kept, told.pop("token"))
    links = tuple(Link(**each) for each in told.pop("mapping"))
    return Connection(secrets=sealed.secrets(kept), token=token, mapping=QuestionMapping(links), **told)


def _link_row(link: Link) -> dict[str, Any]:
    return {"ref": link.ref, "label": link.label, "key": link.key, "by_person": link.by_person}
