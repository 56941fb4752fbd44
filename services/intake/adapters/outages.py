"""A database that is away, full or busy, told as an error of ours, so that nobody above knows the database's."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import InternalError, SQLAlchemyError

from services.intake.domain.errors import StorageAway
from shared.database.engine import is_outage

_RETRY_AFTER_S = 5


@contextmanager
def telling_outages() -> Iterator[None]:
    """Raise StorageAway for what is the database's fault and not the data's; other errors pass."""
    try:
        yield
    except SQLAlchemyError as error:
        # A file that can't grow is PostgreSQL's internal error: to whoever sends a card it is as good as away.
        if is_outage(error) or isinstance(error, InternalError):
            raise StorageAway(retry_after_s=_RETRY_AFTER_S) from error
        raise
