"""Where is kept which edition of a tool's response is stored, and where a newer one takes its place."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, delete, select, update

from services.intake.adapters.connection_tables import EDITIONS
from services.intake.adapters.receipt_tables import RESPONSE_CODINGS
from services.intake.adapters.responses import response_row
from services.intake.adapters.tables import RESPONSES
from services.intake.domain.foreign_editions import Edition
from services.intake.domain.receipts import Receipts
from services.intake.domain.responses import Response, State
from shared.database.upserts import upsert

_KEPT = ("id", "submission_id", "team_id", "survey", "received_at", "receipt_key")


class SqlEditions:
    """The port Editions in the database."""

    def __init__(self, connection: Connection, receipts: Receipts) -> None:
        self._connection = connection
        self._receipts = receipts

    def of(self, response_ids: Sequence[str]) -> Mapping[str, Edition]:
        """What is known of these, by response; those of which nothing is are left out."""
        found = self._connection.execute(select(EDITIONS).where(EDITIONS.c.response_id.in_(response_ids)))
        return {row.response_id: Edition(**row._mapping) for row in found}

    def keep(self, edition: Edition) -> None:
        """Keep it, in place of the one of the same response."""
        upsert(self._connection, EDITIONS, [{column.name: getattr(edition, column.name) for column in EDITIONS.c}])

    def revise(self, response: Response) -> bool:
        """Put a response's new words and state in place of the stored ones; False when it was withdrawn meanwhile."""
        row = {name: value for name, value in response_row(response, self._receipts).items() if name not in _KEPT}
        there = (RESPONSES.c.id == response.id, RESPONSES.c.state != State.WITHDRAWN.value)
        if not self._connection.execute(update(RESPONSES).where(*there).values(row)).rowcount:
            return False
        # Their spans are stretches of words that are gone; analysis tells new ones.
        self._connection.execute(delete(RESPONSE_CODINGS).where(RESPONSE_CODINGS.c.response_id == response.id))
        return True
