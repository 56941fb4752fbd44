"""The errors by which a database says that it is away, full or busy, for the web to answer 503."""

from typing import Final

from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolExhausted

OUTAGES: Final[tuple[type[Exception], ...]] = (OperationalError, InterfaceError, PoolExhausted)
