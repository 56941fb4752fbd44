"""Where short addresses are kept."""

from sqlalchemy import Connection, select

from services.intake.adapters.paper_tables import SHORT_ADDRESSES
from services.intake.application.card_ports import ShortAddress
from shared.database.upserts import insert_new


class SqlShortAddresses:
    """Implements the port ShortAddresses."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, code: str, address: ShortAddress) -> None:
        """Keep what a code stands for; nothing happens when it is there."""
        row = {"code": code, "team_id": address.team_id, "survey": address.survey, "query": dict(address.query)}
        insert_new(self._connection, SHORT_ADDRESSES, [row], SHORT_ADDRESSES.c.code)

    def find(self, code: str) -> ShortAddress | None:
        """What a code stands for, None when for nothing."""
        row = self._connection.execute(select(SHORT_ADDRESSES).where(SHORT_ADDRESSES.c.code == code)).one_or_none()
        return ShortAddress(row.team_id, row.survey, row.query) if row else None
