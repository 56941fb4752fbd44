"""A transaction of reports that reviewing commits itself, and how one is opened."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol, TypeAlias

from services.reports.application.ports import Unit


class ReviewUnit(Unit, Protocol):
    """One transaction of reports."""

    def commit(self) -> None:
        """Let everything become true together."""
        ...


OpenUnit: TypeAlias = Callable[[], AbstractContextManager[ReviewUnit]]
