"""Messages bear the id of the request that they were promised in, so that one story can be read in the logs."""

from dataclasses import replace

from shared.contracts.messages import Message
from shared.observability import correlation
from shared.outbox.unit import Outbox


class CorrelatedOutbox(Outbox):
    """An outbox that writes the present correlation id into what it promises."""

    def add(self, *messages: Message) -> None:
        """Promise to send these."""
        super().add(*map(correlated, messages))


def correlated(message: Message) -> Message:
    """The message with the id of what is being done now, unless it has one."""
    return message if message.correlation_id else replace(message, correlation_id=correlation.current())
