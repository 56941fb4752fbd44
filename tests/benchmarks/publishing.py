"""Publishes the same bodies with and without a database, in a process of its own as in production.

python -m tests.benchmarks.publishing relay|bare BROKER DATABASE: sends one batch to open its connections, says
"ready", begins at a line on standard input, and prints how many were confirmed between which moments (monotonic).
"""

import json
import sys
import time
from collections.abc import Callable
from typing import Final

from sqlalchemy import select

from services.intake.adapters.tables import DELIVERY
from shared.broker.port import Outcome, Parcel
from shared.broker.rabbit_publisher import RabbitPublisher
from shared.contracts.clock import SystemClock
from shared.contracts.names import Service
from shared.database.engine import Database
from shared.observability.logs import configure
from shared.outbox.relay import Relay

_BATCH: Final = 200


def relaying(database: Database, publisher: RabbitPublisher) -> Callable[[], int]:
    """What a service's relay does again and again."""
    return Relay(Service.INTAKE, database, DELIVERY, publisher, SystemClock()).run_once


def publishing(database: Database, publisher: RabbitPublisher) -> Callable[[], int]:
    """The same parcels out of memory; nothing is marked as sent."""
    with database.read() as connection:
        rows = connection.execute(select(DELIVERY.outbox).order_by(DELIVERY.outbox.c.id)).all()
    parcels = [Parcel(row.message_id, row.name, row.subject, bytes(row.body)) for row in rows]

    def once() -> int:
        batch, parcels[:_BATCH] = parcels[:_BATCH], []
        outcomes = publisher.publish(batch) if batch else {}
        return sum(outcome is Outcome.ACK for outcome in outcomes.values())

    return once


def main(kind: str, broker: str, database_url: str) -> None:
    """Publish until nothing is left."""
    configure("bench")  # logs go to standard error
    database = Database(database_url, schema="intake")
    publisher = RabbitPublisher(broker)
    once = {"relay": relaying, "bare": publishing}[kind](database, publisher)
    once()
    print("ready", flush=True)
    sys.stdin.readline()
    began, confirmed = time.monotonic(), 0
    while sent := once():
        confirmed += sent
        ended = time.monotonic()
    print(json.dumps({"confirmed": confirmed, "began": began, "ended": ended}))
    publisher.close()
    database.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
