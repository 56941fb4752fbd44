"""Analysis' own copy of the codebooks, in SQL."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Connection, func, select, tuple_

from services.analysis.adapters import tables
from services.analysis.application.work_ports import Wanted
from shared.contracts.messages import CodebookPublished
from shared.database.upserts import insert_new


class SqlCodebooks:
    """Implements the port Codebooks on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, published: Sequence[CodebookPublished]) -> None:
        """Keep these versions; one that is there already stays as it is."""
        rows = [
            {"team_id": p.team_id, "codebook": p.codebook, "version": p.version, "body": dict(p.body)}
            for p in published
        ]
        insert_new(self._connection, tables.codebooks, rows, tables.codebooks.c.version)

    def newest(self, wanted: Collection[Wanted]) -> dict[Wanted, int]:
        """The highest version of each of these teams' codebooks that was told."""
        if not wanted:
            return {}
        table = tables.codebooks
        asked = tuple_(table.c.team_id, table.c.codebook).in_(list(wanted))
        highest = select(table.c.team_id, table.c.codebook, func.max(table.c.version)).where(asked)
        found = self._connection.execute(highest.group_by(table.c.team_id, table.c.codebook))
        return {(team, codebook): version for team, codebook, version in found}

    def body(self, wanted: Wanted, version: int) -> Mapping[str, object] | None:
        """A version's body; None where that was not told."""
        table = tables.codebooks
        key = tuple_(table.c.team_id, table.c.codebook, table.c.version) == (*wanted, version)
        body: Mapping[str, object] | None = self._connection.execute(select(table.c.body).where(key)).scalar()
        return body
