"""Responses that were stored before receipts could be looked up get their keys: migrations don't know the secret."""

from sqlalchemy import Connection, bindparam, select, update

from services.intake.adapters.tables import RESPONSES
from services.intake.domain.receipts import Receipts
from shared.database.engine import Database

_BATCH = 500
_TABLE = RESPONSES.c
# In the order of their ids, so that two processes that start together never wait for each other in a circle.
_WITHOUT = select(_TABLE.id).where(_TABLE.receipt_key.is_(None)).order_by(_TABLE.id).limit(_BATCH)
_FILL = update(RESPONSES).where(_TABLE.id == bindparam("filled")).values(receipt_key=bindparam("key"))


def fill_receipt_keys(database: Database, receipts: Receipts) -> int:
    """Give every response without a key its own, a batch a transaction; how many got one."""
    filled = 0
    while True:
        with database.write() as connection:
            count = _fill_batch(connection, receipts)
        filled += count
        if count < _BATCH:
            return filled


def _fill_batch(connection: Connection, receipts: Receipts) -> int:
    rows = [{"filled": id_, "key": receipts.key_of(id_)} for id_ in connection.execute(_WITHOUT).scalars()]
    if rows:
        connection.execute(_FILL, rows)
    return len(rows)
