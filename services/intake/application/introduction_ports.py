"""What introducing people needs from the outside, as protocols."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.intake.application.ports import Reading, UnitOfWork
from services.intake.domain.introductions import Introduction, IntroductionLinks
from services.intake.domain.responses import Response
from shared.contracts.clock import Clock
from shared.post.letters import Post


class Introductions(Protocol):
    """The introductions that people were or are to be asked about, and who wrote the responses."""

    def add(self, introduction: Introduction) -> None:
        """Keep a new one; one that is known stays as it is."""
        ...

    def find(self, id_: str) -> Introduction | None:
        """The introduction of this id, in a transaction locked until its end."""
        ...

    def open(self, now: datetime) -> list[Introduction]:
        """Those that are not at their end and that nobody has taken in hand, by id."""
        ...

    def put(self, introduction: Introduction) -> None:
        """Keep this in place of what was known."""
        ...

    def take_in_hand(self, id_: str, now: datetime, until: datetime) -> bool:
        """Let nobody else write its letters until then; False when somebody is at it."""
        ...

    def let_go(self, id_: str) -> None:
        """Let others go on with it."""
        ...

    def response(self, id_: str) -> Response | None:
        """A stored response with its answers, as far as it was not put aside or withdrawn."""
        ...


class IntroductionReading(Reading, Protocol):
    """A look at introductions."""

    @property
    def introductions(self) -> Introductions:
        """The introductions."""
        ...


class IntroductionUnit(UnitOfWork, Protocol):
    """A transaction with introductions."""

    @property
    def introductions(self) -> Introductions:
        """The introductions, inside this transaction."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class IntroductionDesk:
    """What introducing works with; `open_post` None where no letter can be sent."""

    open_unit: Callable[[], AbstractContextManager[IntroductionUnit]]
    open_reading: Callable[[], AbstractContextManager[IntroductionReading]]
    open_post: Callable[[], AbstractContextManager[Post]] | None
    links: IntroductionLinks
    clock: Clock
    address: str
