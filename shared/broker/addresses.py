"""How a connection to RabbitMQ is made: one place for heartbeats, time-outs and the list of nodes."""

import itertools
from collections.abc import Iterator

import pika
from pika.exceptions import AMQPError

from shared.broker import topology
from shared.observability.logs import get_logger

log = get_logger(__name__)

UNREACHABLE = (AMQPError, OSError)


def parameters(url: str) -> pika.URLParameters:
    """Parameters for one node: heartbeats find a dead peer in 20 s, a blocked connection is given up after 30 s."""
    found = pika.URLParameters(url)
    found.heartbeat = 10
    found.blocked_connection_timeout = 30
    found.socket_timeout = 3
    found.stack_timeout = 5
    found.connection_attempts = 1
    return found


def endlessly(urls: str) -> Iterator[pika.URLParameters]:
    """The nodes of a comma-separated list, round and round, so that a dead one is passed over at the next try."""
    return itertools.cycle([parameters(url.strip()) for url in urls.split(",") if url.strip()])


def declare_topology(urls: str) -> None:
    """Declare exchange, queues and bindings on the first node that answers; raises when none does."""
    last: BaseException | None = None
    for url in urls.split(","):
        try:
            connection = pika.BlockingConnection(parameters(url.strip()))
        except UNREACHABLE as error:
            last = error
            continue
        topology.declare(connection.channel())
        connection.close()
        return
    raise ConnectionError("no RabbitMQ node answers") from last
