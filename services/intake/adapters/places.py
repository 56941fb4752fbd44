"""Counts the responses of a survey while nobody else may add one."""

from sqlalchemy import ColumnElement, Connection, func, select

from services.intake.adapters.tables import RESPONSES, SURVEYS
from services.intake.domain.responses import State

_COUNTING = [State.PENDING.value, State.CODED.value, State.PARKED.value]


class SqlPlaces:
    """The port Places in the database."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def hold(self, slug: str) -> None:
        """Let nobody else count or take a place of this survey until the transaction ends.

        On SQLite there is only ever one transaction that writes.
        """
        self._connection.execute(select(SURVEYS.c.slug).where(SURVEYS.c.slug == slug).with_for_update())

    def taken(self, slug: str) -> int:
        """The responses that count: neither withdrawn nor put aside."""
        return self._count(slug)

    def taken_by(self, slug: str, attribute: str, value: str) -> int:
        """Those of them whose attribute has this value."""
        return self._count(slug, RESPONSES.c.attributes[attribute].as_string() == value)

    def _count(self, slug: str, *more: ColumnElement[bool]) -> int:
        wanted = select(func.count()).where(RESPONSES.c.survey == slug, RESPONSES.c.state.in_(_COUNTING), *more)
        return int(self._connection.execute(wanted).scalar_one())
