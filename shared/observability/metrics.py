"""What a process counts about messages; ids and words never become labels."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from prometheus_client import REGISTRY, Counter, Histogram
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

HANDLED = Counter("adborth_messages_handled", "Messages whose effects were committed", ["service"])
PARKED = Counter("adborth_messages_parked", "Messages put aside because they could not be handled", ["service"])
SENT = Counter("adborth_messages_sent", "Messages that the broker acknowledged", ["service"])
NOT_TAKEN = Counter(
    "adborth_messages_not_taken", "Messages that the broker did not take and that are sent again", ["service"]
)
BATCH_SECONDS = Histogram("adborth_batch_seconds", "From a batch's arrival to its commit", ["service"])


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many messages a service has promised and not yet sent, and how many seconds the oldest has waited."""

    unsent: int
    oldest_seconds: float


class BacklogCollector(Collector):
    """Asks at each scrape: a gauge that is set by a loop lies as soon as the loop stands still."""

    def __init__(self, service: str, ask: Callable[[], Waiting | None]) -> None:
        self._service = service
        self._ask = ask

    def collect(self) -> Iterator[Metric]:
        """The two gauges of one service; none while they can't be told."""
        waiting = self._ask()
        if waiting is None:
            return
        unsent = GaugeMetricFamily("adborth_outbox_unsent", "Messages promised and not yet sent", labels=["service"])
        unsent.add_metric([self._service], waiting.unsent)
        oldest = GaugeMetricFamily("adborth_outbox_oldest_seconds", "Age of the oldest of them", labels=["service"])
        oldest.add_metric([self._service], waiting.oldest_seconds)
        yield from (unsent, oldest)

    def describe(self) -> Iterator[Metric]:
        """Nothing: describing must not ask the database."""
        return iter(())


def watch_backlog(service: str, ask: Callable[[], Waiting | None]) -> None:
    """Show a service's backlog among this process's metrics."""
    REGISTRY.register(BacklogCollector(service, ask))
