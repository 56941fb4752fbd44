"""What comments and thanks work with."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from services.reports.application.answering_ports import Answering
from services.reports.application.publication_ports import Redactions
from services.reports.application.publishing import Publishing
from services.reports.domain.comments import Pace, Seals


class AnsweringReading(Protocol):
    """What is read for anybody, at one moment, without keeping anyone from writing."""

    @property
    def answering(self) -> Answering:
        """Rules, comments and thanks."""
        ...

    @property
    def redactions(self) -> Redactions:
        """The answers that may be quoted, and what was decided about them."""
        ...


@dataclass(frozen=True, slots=True)
class AnsweringDesk:
    """The ports of comments and thanks; `new_id` gives a comment its id, `seals` the code to take it back by."""

    publishing: Publishing
    open_reading: Callable[[], AbstractContextManager[AnsweringReading]]
    seals: Seals
    pace: Pace
    new_id: Callable[[], str]
