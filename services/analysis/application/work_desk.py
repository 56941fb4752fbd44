"""What the work beside the messages needs."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

from services.analysis.application.coder_lookup import CoderLookup
from services.analysis.application.ports import Unit
from services.analysis.domain.codings import AnswerCoding
from services.analysis.domain.lessons import ThemeFound
from services.analysis.domain.noticed import Notice
from shared.contracts.clock import Clock


class OpenedUnit(Unit, Protocol):
    """A transaction that the work itself begins and ends."""

    def __enter__(self) -> Self:
        """Begin it."""
        ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        """End it; without a commit it leaves no trace."""
        ...

    def commit(self) -> None:
        """Make it true."""
        ...


class Claims(Protocol):
    """Who works at what, over all workers."""

    def __call__(self, what: str) -> AbstractContextManager[bool]:
        """Whether nobody else is at this, nor will be until the end of the block; a killed worker claims nothing."""
        ...


FindThemes = Callable[[Sequence[AnswerCoding]], Sequence[ThemeFound]]
"""Finds what answers speak of beside their codings, the most frequent first; nothing where they are too few."""


@dataclass(frozen=True)
class WorkDesk:
    """Transactions, coders and claims for the work beside the messages."""

    open_unit: Callable[[], OpenedUnit]
    coders: CoderLookup
    notice: Notice
    find_themes: FindThemes
    claims: Claims
    clock: Clock
