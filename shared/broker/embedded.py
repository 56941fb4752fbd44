"""The broker of the one-process mode: hands parcels straight to the subscribers; the outbox keeps what is not done."""

from collections.abc import Mapping, Sequence

from shared.broker.port import BatchHandler, Outcome, Parcel
from shared.contracts.names import Service, queues_for
from shared.observability.logs import get_logger

log = get_logger(__name__)


class EmbeddedBroker:
    """A Publisher that calls the subscribed services' handlers in turn.

    A parcel is acknowledged when every service bound to its name has handled it; when one of them failed, the whole
    batch comes again from the outbox and the others recognise the repetition by their inbox.
    """

    def __init__(self) -> None:
        self._handlers: dict[Service, BatchHandler] = {}

    def subscribe(self, service: Service, handler: BatchHandler) -> None:
        """Give a service's parcels to `handler` from now on."""
        self._handlers[service] = handler

    def publish(self, batch: Sequence[Parcel]) -> Mapping[str, Outcome]:
        """The outcome by parcel id; UNROUTABLE when a service that should have it is not there."""
        outcomes = dict.fromkeys((parcel.id for parcel in batch), Outcome.ACK)
        for parcel in batch:
            wanted = queues_for(parcel.name)
            if not wanted or any(service not in self._handlers for service in wanted):
                outcomes[parcel.id] = Outcome.UNROUTABLE
        for service, handler in self._handlers.items():
            mine = [p for p in batch if outcomes[p.id] is Outcome.ACK and service in queues_for(p.name)]
            if mine and not _handled(service, handler, mine):
                outcomes.update(dict.fromkeys((parcel.id for parcel in mine), Outcome.NACK))
        return outcomes

    def close(self) -> None:
        """Nothing is held."""


def _handled(service: Service, handler: BatchHandler, parcels: Sequence[Parcel]) -> bool:
    try:
        handler(parcels)
    except Exception as error:  # noqa: BLE001  because a consumer must outlive whatever its handler raises
        log.warning("batch failed, will come again", to=service.value, parcels=len(parcels), error=type(error).__name__)
        return False
    return True
