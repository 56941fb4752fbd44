"""What the broker gave up on: nothing, if all is well."""

import pika

from shared.contracts.names import Service


class DeadQueues:
    """The queues `<service>.dead` and `<service>.in` of one vhost."""

    def __init__(self, urls: str) -> None:
        self._url = urls.split(",", maxsplit=1)[0]

    def dead(self) -> dict[str, int]:
        """How many messages lie in each service's dead queue."""
        return self._counts("dead")

    def waiting(self) -> dict[str, int]:
        """How many messages wait in each service's queue and are in nobody's hands."""
        return self._counts("in")

    def _counts(self, which: str) -> dict[str, int]:
        with pika.BlockingConnection(pika.URLParameters(self._url)) as connection:
            channel = connection.channel()
            names = [f"{service.value}.{which}" for service in Service]
            return {name: channel.queue_declare(name, passive=True).method.message_count for name in names}
