"""A database that is away, full or busy, told as an error of ours, so that nobody above knows the database's."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import SQLAlchemyError

from services.intake.domain.errors import StorageAway
from shared.database.engine import is_outage

_RETRY_AFTER_S = 5


@contextmanager
def telling_outages() -> Iterator[None]:
    """Raise StorageAway for what is the database's fault and not the data's; other errors pass."""
    try:
        yield
    except SQLAlchemyError as error:
        if is_outage(error):
            raise StorageAway(retry_after_s=_RETRY_AFTER_S) from error
        raise
