"""The adapters that each contract suite runs on."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest

from shared.broker.addresses import declare_topology
from shared.broker.embedded import EmbeddedBroker
from shared.broker.port import BatchHandler, Publisher
from shared.broker.rabbit_consumer import RabbitConsumer
from shared.broker.rabbit_publisher import RabbitPublisher
from shared.contracts.names import Service
from shared.database.engine import Database


class Rabbit:
    """RabbitMQ as the suite sees it."""

    def __init__(self, url: str) -> None:
        declare_topology(url)
        self._url = url
        self._stop = Event()
        self._threads: list[Thread] = []
        self.publisher: Publisher = RabbitPublisher(url)

    def subscribe(self, service: Service, handler: BatchHandler) -> None:
        consumer = RabbitConsumer(self._url, service.value, handler)
        self._threads.append(Thread(target=consumer.run, args=(self._stop,)))
        self._threads[-1].start()

    def close(self) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(10)
        self.publisher.close()


class Embedded:
    """The embedded broker as the suite sees it."""

    def __init__(self) -> None:
        self.publisher = EmbeddedBroker()
        self.subscribe = self.publisher.subscribe

    def close(self) -> None:
        pass


@contextmanager
def _closing(broker: Rabbit | Embedded) -> Iterator[Rabbit | Embedded]:
    try:
        yield broker
    finally:
        broker.close()


@pytest.fixture(params=["embedded", "rabbit"])
def broker(request: pytest.FixtureRequest) -> Iterator[Rabbit | Embedded]:
    made = Embedded() if request.param == "embedded" else Rabbit(request.getfixturevalue("vhost"))
    with _closing(made):
        yield made


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/some.db"
    return str(request.getfixturevalue("postgres"))


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = Database(database_url, schema="public")
    yield opened
    opened.close()
