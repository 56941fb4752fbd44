"""Where the connections of surveys to other tools are kept."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection as SqlConnection
from sqlalchemy import select

from services.intake.adapters.connection_tables import CONNECTIONS
from services.intake.domain.connections import Connection, Secret
from services.intake.domain.mappings import Link, QuestionMapping
from shared.database.upserts import upsert

_OF = CONNECTIONS.c


class SqlConnections:
    """The port Connections in the database."""

    def __init__(self, connection: SqlConnection) -> None:
        self._connection = connection

    def keep(self, connection: Connection) -> None:
        """Keep it, in place of the one of the same id."""
        row = {column.name: getattr(connection, column.name) for column in _OF}
        documents = {
            "secrets": [_secret_row(secret) for secret in connection.secrets],
            "mapping": [_link_row(link) for link in connection.mapping.links],
        }
        upsert(self._connection, CONNECTIONS, [row | documents])

    def find(self, id_: str) -> Connection | None:
        """The one of this id, deleted or not."""
        row = self._connection.execute(select(CONNECTIONS).where(_OF.id == id_)).one_or_none()
        return connection_of(row) if row else None

    def take(self, id_: str) -> Connection | None:
        """The same for changing: until the transaction ends nobody else does."""
        row = self._connection.execute(select(CONNECTIONS).where(_OF.id == id_).with_for_update()).one_or_none()
        return connection_of(row) if row else None

    def of_survey(self, slug: str) -> list[Connection]:
        """Those of a survey that were not deleted, the first made first."""
        wanted = select(CONNECTIONS).where(_OF.survey == slug, _OF.deleted_at.is_(None)).order_by(_OF.made_at, _OF.id)
        return [connection_of(row) for row in self._connection.execute(wanted)]


def connection_of(row: Any) -> Connection:
    """A row of the table as a connection."""
    told = dict(row._mapping)
    secrets = tuple(Secret(each["value"], _moment(each["until"])) for each in told.pop("secrets"))
    links = tuple(Link(**each) for each in told.pop("mapping"))
    return Connection(secrets=secrets, mapping=QuestionMapping(links), **told)


def _secret_row(secret: Secret) -> dict[str, Any]:
    return {"value": secret.value, "until": secret.until.isoformat() if secret.until else None}


def _link_row(link: Link) -> dict[str, Any]:
    return {"ref": link.ref, "label": link.label, "key": link.key, "by_person": link.by_person}


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
