"""Claims on work that takes longer than a transaction may: a worker that is killed loses them at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from shared.database.engine import Database

_TRY = "SELECT pg_try_advisory_lock(hashtextextended(%s, 1))"
_LEAVE = "SELECT pg_advisory_unlock(hashtextextended(%s, 1))"


class SqlClaims:
    """Implements the port Claims: by a lock of a PostgreSQL session; on SQLite only one process works."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._alone = Lock()

    @contextmanager
    def __call__(self, what: str) -> Iterator[bool]:
        """Whether nobody else works at this, nor begins to until the end of the block."""
        if not self._database.is_sqlite:
            with self._of_session(what) as mine:
                yield mine
            return
        mine = self._alone.acquire(blocking=False)
        try:
            yield mine
        finally:
            if mine:
                self._alone.release()

    @contextmanager
    def _of_session(self, what: str) -> Iterator[bool]:
        with self._database.driver() as session:
            row = session.execute(_TRY, (what,)).fetchone()
            mine = bool(row and row[0])
            try:
                yield mine
            finally:
                if mine and not session.closed:
                    session.execute(_LEAVE, (what,))
