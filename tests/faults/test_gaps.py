"""Fault 21: eight writers whose transactions commit out of order, and relays that must not step over one."""

import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event, Thread

from sqlalchemy import select

from tests.faults.delivering import delivering
from tests.faults.sizes import size
from tests.support.delivery.service import SomeService, delivery, withdrawn
from tests.support.servers.waiting import wait_until

_SEED = 2100
_WRITERS = 8
_RELAYS = 2


def test_eight_writers_and_two_relays_leave_no_gap(postgres, vhost, tell) -> None:
    rows = size(8_000)
    with (
        delivering(postgres, vhost, relays=_RELAYS) as service,
        _following_ids(service) as seen,
        ThreadPoolExecutor(_WRITERS) as writers,
    ):
        list(writers.map(lambda writer: _write(service, writer, rows // _WRITERS), range(_WRITERS)))
        wait_until(lambda: not service.unsent() and len(service.effects()) >= rows, 60, what="all effects")
        effects = service.effects()
        time.sleep(0.1)
        stepped_over = rows - len(seen)
    assert len(effects) == rows
    assert set(effects.values()) == {1}
    assert stepped_over > 0, "no transaction committed out of order: the test proves nothing"
    tell(
        f"21: {_WRITERS} writers, {rows:,} transactions (seed {_SEED}), {_RELAYS} relays: 0 gaps, lost 0, double 0; "
        f"a relay that follows the ids would have missed {stepped_over:,},"
    )


def _write(service: SomeService, writer: int, rows: int) -> None:
    chance = random.Random(_SEED + writer)
    for row in range(rows):
        with service.open_unit() as unit:
            unit.outbox.add(withdrawn(f"w{writer}-{row}"))
            time.sleep(chance.uniform(0, 0.01))
            unit.commit()


@contextmanager
def _following_ids(service: SomeService) -> Iterator[set[int]]:
    """What a relay would see that follows the ids with a cursor: the witness that they come out of order."""
    seen: set[int] = set()
    stop = Event()

    def follow() -> None:
        while not stop.wait(0.002):
            newer = select(delivery.outbox.c.id).where(delivery.outbox.c.id > max(seen, default=0))
            with service.database.read() as connection:
                seen.update(connection.execute(newer).scalars())

    thread = Thread(target=follow)
    thread.start()
    try:
        yield seen
    finally:
        stop.set()
        thread.join(10)
