"""Attempts to sign in, in SQL, so that several processes count together."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select

from shared.identity.adapters.tables import sign_in_attempts as attempts


class SqlAttempts:
    """The port ``Attempts`` on a connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, attempt: str, keys: Sequence[str], at: datetime) -> None:
        """Count an attempt under each key."""
        self._connection.execute(insert(attempts), [{"attempt": attempt, "key": key, "at": at} for key in keys])

    def take_back(self, attempt: str) -> None:
        """It was no failure after all."""
        self._connection.execute(delete(attempts).where(attempts.c.attempt == attempt))

    def clear(self, key: str) -> None:
        """Forget the failures under a key."""
        self._connection.execute(delete(attempts).where(attempts.c.key == key))

    def most(self, keys: Sequence[str], since: datetime) -> int:
        """The number under the key that has most."""
        wanted = (attempts.c.key.in_(keys), attempts.c.at > since)
        query = select(func.count()).select_from(attempts).where(*wanted).group_by(attempts.c.key)
        return max(self._connection.execute(query).scalars(), default=0)

    def purge(self, before: datetime) -> None:
        """Forget older ones."""
        self._connection.execute(delete(attempts).where(attempts.c.at <= before))
