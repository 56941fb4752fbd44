"""Where it is kept who entered which response for somebody else."""

from sqlalchemy import Connection, select

from services.intake.adapters.unfinished_tables import ENTRIES
from services.intake.domain.entries import Entry, Source
from shared.database.upserts import insert_new


class SqlEntries:
    """The port Entries in the database."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, entry: Entry) -> None:
        """Keep an entry; nothing happens when there is one of its response."""
        row = {column.name: getattr(entry, column.name) for column in ENTRIES.c}
        insert_new(self._connection, ENTRIES, [row | {"source": entry.source.value}], ENTRIES.c.response_id)

    def latest(self, slug: str, most: int) -> list[Entry]:
        """The newest entries of a survey, the newest first."""
        table = ENTRIES.c
        wanted = select(ENTRIES).where(table.survey == slug).order_by(table.at.desc(), table.response_id).limit(most)
        found = self._connection.execute(wanted).mappings()
        return [Entry(**{**row, "source": Source(row["source"])}) for row in found]
