"""The exchange, the queues and their bindings, declared by code from the one table of subscriptions."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from shared.contracts.names import SUBSCRIPTIONS

EXCHANGE: Final = "adborth.messages"
DEAD_EXCHANGE: Final = "adborth.dead"

# A small delivery limit dead-letters healthy messages that were in flight when a consumer crashed (200 of them at
# limit 5, in a trial): attempts are counted by the application, this is the last resort.
_DELIVERY_LIMIT: Final = 100


@dataclass(frozen=True, slots=True)
class Queue:
    """A quorum queue and what it is bound to."""

    name: str
    exchange: str
    routing_keys: tuple[str, ...]
    arguments: dict[str, Any] = field(default_factory=dict)


def queues() -> Iterator[Queue]:
    """Two for each service: `<service>.in`, and `<service>.dead` for what the broker gave up on."""
    for service, names in SUBSCRIPTIONS.items():
        yield Queue(f"{service.value}.dead", DEAD_EXCHANGE, (service.value,), {"x-queue-type": "quorum"})
        yield Queue(
            f"{service.value}.in",
            EXCHANGE,
            tuple(sorted(name.value for name in names)),
            {
                "x-queue-type": "quorum",
                "x-delivery-limit": _DELIVERY_LIMIT,
                "x-dead-letter-exchange": DEAD_EXCHANGE,
                "x-dead-letter-routing-key": service.value,
                "x-dead-letter-strategy": "at-least-once",
                "x-overflow": "reject-publish",
            },
        )


def declare(channel: Any) -> None:
    """Declare everything on a blocking channel; raises when something of the same name has another form."""
    channel.exchange_declare(EXCHANGE, exchange_type="topic", durable=True)
    channel.exchange_declare(DEAD_EXCHANGE, exchange_type="direct", durable=True)
    for queue in queues():
        channel.queue_declare(queue.name, durable=True, arguments=queue.arguments)
        for key in queue.routing_keys:
            channel.queue_bind(queue.name, queue.exchange, key)
