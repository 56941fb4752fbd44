"""A worker with a fault built in: the product's own parts, joined as `adborth worker` joins them, but for one.

`python -m tests.faults.faulty_worker SERVICE FAULT FOLDER SEED`
- exits: ends between commit and acknowledgement, after 6 % of the batches
- thrice: publishes every message three times
- poison: the coder raises for one text (analysis only)
"""

import os
import random
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
_LONGEST_LIFE_BATCHES = 32


class ExitsAfterCommit:
    """Handles batches until it ends its process, 6 % of them: after commit, before anybody acknowledges.

    Notes in `log` how many messages came that had been handled before.
    """

    def __init__(self, part: Part, log: Path, seed: int) -> None:
        self._part = part
        self._log = log
        self._left = random.Random(seed).randint(1, _LONGEST_LIFE_BATCHES)

    def __call__(self, parcels: Sequence[Parcel]) -> None:
        self._note_repetitions(parcels)
        self._part.consumer(parcels)
        self._left -= 1
        if not self._left:
            os._exit(EXIT_CODE)

    def _note_repetitions(self, parcels: Sequence[Parcel]) -> None:
        handled = self._part.delivery.inbox.c.message_id
        question = select(func.count()).where(handled.in_([parcel.id for parcel in parcels]))
        with self._part.database.read() as connection:
            known = connection.execute(question).scalar_one()
        if known:
            with self._log.open("a") as log:
                log.write(f"{known}\n")


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


def main(service: str, fault: str, folder: Path, seed: int) -> None:
    """Run until SIGTERM, or until the fault ends it."""
    configure(service)
    part = open_part(service, folder / "data")
    if fault == "poison":
        coders = {name: ChokesOnPoison(coder) for name, coder in open_part(service, folder / "data").coders.items()}
        part = build_analysis(read_settings(folder / "data"), coders=coders)
    handler: BatchHandler = part.consumer
    publisher: Publisher = RabbitPublisher(broker_urls() or "")
    if fault == "exits":
        handler = ExitsAfterCommit(part, repetitions_log(folder, service), seed)
    if fault == "thrice":
        publisher = PublishesThrice(publisher)
    run(part, handler, publisher)


def repetitions_log(folder: Path, service: str) -> Path:
    """Where `exits` notes how many repeated messages arrived, a line a batch."""
    return folder / f"repetitions-{service}.log"


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
