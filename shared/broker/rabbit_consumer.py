"""Consuming in batches: the connection lives on one thread, the work is done on another, so heartbeats never wait."""

import functools
import time
from collections.abc import Sequence
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Any

import pika

from shared.broker.addresses import UNREACHABLE, declare_topology, endlessly
from shared.broker.port import BatchHandler, Parcel
from shared.observability.logs import get_logger

log = get_logger(__name__)

_PREFETCH = 300
_BATCH = 100
_BATCH_SECONDS = 0.05
_PAUSE_SECONDS = 0.5

_Arrived = tuple[int, Parcel]


class RabbitConsumer:
    """Feeds `<service>.in` to `handler`: up to 100 messages or 50 ms a batch, one `ack(multiple)` a batch."""

    def __init__(self, urls: str, service: str, handler: BatchHandler) -> None:
        self._urls = urls
        self._nodes = endlessly(urls)
        self._queue = f"{service}.in"
        self._handler = handler

    def run(self, stop: Event) -> None:
        """Handle batches until `stop` is set; a lost connection is opened again at the next node."""
        while not stop.is_set():
            try:
                declare_topology(self._urls)
                _Session(next(self._nodes), self._queue, self._handler).run(stop)
            except UNREACHABLE as error:
                log.warning("consumer connection lost", queue=self._queue, reason=type(error).__name__)
                stop.wait(_PAUSE_SECONDS)


class _Session:
    """One connection's life. Deliveries cross from its thread to the worker's, acknowledgements cross back."""

    def __init__(self, node: pika.URLParameters, queue: str, handler: BatchHandler) -> None:
        self._connection = pika.BlockingConnection(node)
        self._channel = self._connection.channel()
        self._channel.basic_qos(prefetch_count=_PREFETCH)
        self._arrived: SimpleQueue[_Arrived] = SimpleQueue()
        self._handler = handler
        self._over = Event()
        # A queue that is deleted takes its consumer along and leaves the connection up: without this, deaf for ever.
        self._channel.add_on_cancel_callback(lambda _frame: self._over.set())
        self._channel.basic_consume(queue, self._on_delivery)

    def run(self, stop: Event) -> None:
        worker = Thread(target=self._work, name="consumer-work", daemon=True)
        worker.start()
        try:
            while not stop.is_set() and not self._over.is_set():
                self._connection.process_data_events(time_limit=0.1)
        finally:
            self._over.set()
            self._finish(worker)

    def _finish(self, worker: Thread) -> None:
        # The batch in hand is finished and acknowledged before the connection goes: a clean stop repeats nothing.
        while worker.is_alive():
            worker.join(0.05)
            if self._connection.is_open:
                self._connection.process_data_events(time_limit=0)
        if self._connection.is_open:
            self._connection.process_data_events(time_limit=0.05)
            self._connection.close()

    def _on_delivery(self, _channel: Any, method: Any, properties: pika.BasicProperties, body: bytes) -> None:
        subject = str((properties.headers or {}).get("subject", ""))
        parcel = Parcel(str(properties.message_id or ""), method.routing_key, subject, body)
        self._arrived.put((method.delivery_tag, parcel))

    def _work(self) -> None:
        while not self._over.is_set():
            batch = self._gather()
            if batch:
                self._handle(batch)

    def _gather(self) -> list[_Arrived]:
        try:
            batch = [self._arrived.get(timeout=0.1)]
        except Empty:
            return []
        until = time.monotonic() + _BATCH_SECONDS
        while len(batch) < _BATCH and (left := until - time.monotonic()) > 0:
            try:
                batch.append(self._arrived.get(timeout=left))
            except Empty:
                break
        return batch

    def _handle(self, batch: Sequence[_Arrived]) -> None:
        parcels = [parcel for _tag, parcel in batch]
        # Tried again in hand rather than sent back: each return counts towards the queue's delivery limit, and an
        # hour without a database would dead-letter messages that nothing is wrong with.
        while not self._over.is_set():
            try:
                self._handler(parcels)
            except Exception as error:  # noqa: BLE001  because a consumer must outlive whatever its handler raises
                log.warning("batch failed, tried again", parcels=len(parcels), error=type(error).__name__)
                self._over.wait(_PAUSE_SECONDS)
            else:
                self._answer(functools.partial(self._channel.basic_ack, batch[-1][0], multiple=True))
                return

    def _answer(self, say: Any) -> None:
        try:
            self._connection.add_callback_threadsafe(functools.partial(self._on_answer, say))
        except UNREACHABLE:
            self._over.set()

    def _on_answer(self, say: Any) -> None:
        if self._channel.is_open:
            say()
