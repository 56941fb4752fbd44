"""What every service's use cases need of delivery, as ports: to promise a message, to forget one put aside."""

from collections.abc import Sequence
from typing import Protocol

from shared.contracts.messages import Message


class Outbox(Protocol):
    """What a transaction tells others."""

    def add(self, *messages: Message) -> None:
        """Promise to send these. A message whose id was promised before is not promised again."""
        ...


class ParkedMessages(Protocol):
    """The messages that could not be handled, with their words."""

    def remove_about(self, subjects: Sequence[str]) -> None:
        """Forget everything about these responses."""
        ...
