"""A worker with a fault built in: the product's own parts, joined as `adborth worker` joins them, but for one.

`python -m tests.faults.faulty_worker SERVICE FAULT FOLDER START`, where START counts the starts, from 0
- exits: ends between commit and acknowledgement, after 6 % of the batches
- thrice: publishes every message three times
- poison: the coder raises for one text (analysis only)
"""

import os
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from services.analysis.config import read_settings
from services.analysis.main import build_analysis
from services.cli.parts import Part, open_part
from shared.broker.port import BatchHandler, Outcome, Parcel, Publisher
from shared.broker.rabbit_consumer import RabbitConsumer
from shared.broker.rabbit_publisher import RabbitPublisher
from shared.observability.logs import configure
from shared.outbox.relay import Relay
from shared.outbox.worker import Worker
from shared.settings import broker_urls

POISON = "the text that no coder can read"
EXIT_CODE = 86
# How many batches each life lasts, in turn: 17 on average, so that 6 % of batches end one.
_LIVES_IN_BATCHES = (4, 30, 11, 23)


class NotesRepetitions:
    """Handles batches and notes in `log` how many messages came that were handled before or twice in one batch."""

    def __init__(self, part: Part, log: Path) -> None:
        self._part = part
        self._log = log

    def __call__(self, parcels: Sequence[Parcel]) -> None:
        ids = {parcel.id for parcel in parcels}
        handled = self._part.delivery.inbox.c.message_id
        with self._part.database.read() as connection:
            known = connection.execute(select(func.count()).where(handled.in_(ids))).scalar_one()
        if again := len(parcels) - len(ids) + known:
            with self._log.open("a") as log:
                log.write(f"{again}\n")
        self._part.consumer(parcels)


class ExitsAfterCommit:
    """Handles batches and ends its process after 6 % of them: after commit, before anybody acknowledges."""

    def __init__(self, handler: BatchHandler, start: int) -> None:
        self._handler = handler
        self._left = _LIVES_IN_BATCHES[start % len(_LIVES_IN_BATCHES)]

    def __call__(self, parcels: Sequence[Parcel]) -> None:
        self._handler(parcels)
        self._left -= 1
        if not self._left:
            os._exit(EXIT_CODE)


class PublishesThrice:
    """Sends every message three times."""

    def __init__(self, publisher: Publisher) -> None:
        self._publisher = publisher
        self.close = publisher.close

    def publish(self, batch: Sequence[Parcel]) -> Mapping[str, Outcome]:
        self._publisher.publish(batch)
        self._publisher.publish(batch)
        return self._publisher.publish(batch)


class ChokesOnPoison:
    """A coder that can't read one text."""

    def __init__(self, coder: Any) -> None:
        self._coder = coder
        self.codebook, self.model = coder.codebook, coder.model

    def code(self, answers: Sequence[Any]) -> Any:
        if any(POISON in answer.text for answer in answers):
            raise ValueError("poison")
        return self._coder.code(answers)


def main(service: str, fault: str, folder: Path, start: int) -> None:
    """Run until SIGTERM, or until the fault ends it."""
    configure(service)
    part = _poisoned(folder / "data") if fault == "poison" else open_part(service, folder / "data")
    handler: BatchHandler = NotesRepetitions(part, _log(folder, fault, service))
    publisher: Publisher = RabbitPublisher(broker_urls() or "")
    if fault == "exits":
        handler = ExitsAfterCommit(handler, start)
    if fault == "thrice":
        publisher = PublishesThrice(publisher)
    run(part, handler, publisher)


def repetitions(folder: Path, fault: str, service: str) -> int:
    """How many messages came to a service that it had handled before."""
    log = _log(folder, fault, service)
    return sum(map(int, log.read_text().split())) if log.exists() else 0


def _log(folder: Path, fault: str, service: str) -> Path:
    return folder / f"repetitions-{fault}-{service}.log"


def _poisoned(data: Path) -> Part:
    settings = read_settings(data)
    coders = build_analysis(settings).coders
    return build_analysis(settings, coders={name: ChokesOnPoison(coder) for name, coder in coders.items()})


def run(part: Part, handler: BatchHandler, publisher: Publisher) -> None:
    """What `adborth worker` does with a part."""
    consumer = RabbitConsumer(broker_urls() or "", part.service.value, handler)
    relay = Relay(part.service, part.database, part.delivery, publisher, part.clock)
    loops = Worker({"consumer": consumer.run, "relay": relay.run})
    signal.signal(signal.SIGTERM, lambda *_: loops.ask_to_stop())
    print("faulty worker runs", flush=True)
    loops.start()
    loops.wait()
    loops.stop()
    part.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]))
