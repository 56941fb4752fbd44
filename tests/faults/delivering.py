"""Relays and a consumer around a whole service in ten lines: delivery alone, without the product."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from shared.broker.addresses import declare_topology
from shared.broker.rabbit_consumer import RabbitConsumer
from shared.broker.rabbit_publisher import RabbitPublisher
from shared.contracts.clock import SystemClock
from shared.contracts.names import Service
from shared.database.engine import Database
from shared.outbox.relay import Relay
from tests.support.delivery.service import SomeService, delivery


@contextmanager
def delivering(url: str, nodes: str, *, relays: int = 1) -> Iterator[SomeService]:
    """A service whose outbox goes through RabbitMQ back to itself: to the queue of reports.

    `url` is its database, `nodes` are RabbitMQ's, by commas. The loops have connections of their own.
    """
    declare_topology(nodes)
    service = SomeService(Database(url, schema="public"), Service.REPORTS)
    database = Database(url, schema="public")
    stop = Event()
    loops = [
        RabbitConsumer(nodes, Service.REPORTS.value, service.consumer),
        *(Relay(service.service, database, delivery, RabbitPublisher(nodes), SystemClock()) for _ in range(relays)),
    ]
    threads = [Thread(target=loop.run, args=(stop,)) for loop in loops]
    for thread in threads:
        thread.start()
    try:
        yield service
    finally:
        stop.set()
        for thread in threads:
            thread.join(30)
        database.close()
        service.database.close()
