"""How long after its 201 a card is counted in the live report, at a hundred cards a second."""

import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from typing import Final

import requests

from tests.benchmarks.rows import Aim, Row, Runs
from tests.benchmarks.stage import Stage
from tests.support.system.cards import Card, draw_cards
from tests.support.system.one_process import OneProcess
from tests.support.system.production import Production, Servers
from tests.support.system.system import System

_A_SECOND: Final = 100
_SECONDS: Final = 15
_POSTERS: Final = 5
_LOOK_S: Final = 0.05
_PATIENCE_S: Final = 15
_SURVEY: Final = "journey"


def measure(stage: Stage) -> Iterator[Row]:
    """Production on one broker node and PostgreSQL, then everything in one process on SQLite."""
    # At their end systems show their logs, which help whoever reads a failed test and nobody here.
    with redirect_stdout(StringIO()):
        with _production(stage) as system:
            in_production = _watch(system)
        with OneProcess(stage.folder / "one") as one:
            in_one_process = _watch(one.start())
    yield from _rows("production", in_production)
    yield from _rows("one process", in_one_process)


def _rows(mode: str, waits: list[float]) -> Iterator[Row]:
    percentiles = statistics.quantiles(waits, n=100)
    yield Row(f"201 → visible, {mode}, {_A_SECOND}/s, p50", Runs((percentiles[49] * 1000,)), "ms")
    yield Row(
        f"201 → visible, {mode}, {_A_SECOND}/s, p95", Runs((percentiles[94] * 1000,)), "ms", aim=Aim(1000, above=False)
    )


@contextmanager
def _production(stage: Stage) -> Iterator[System]:
    with stage.rabbit(nodes=1) as broker, _started(stage, broker.url) as system:
        yield system


def _started(stage: Stage, broker: str) -> AbstractContextManager[System]:
    return Production(stage.folder / "production", Servers(broker, stage.database())).start()


@dataclass
class _Watch:
    """When cards were answered 201, and when the report first counted how many; all times monotonic."""

    system: System
    answered: list[float] = field(default_factory=list)
    counted: list[tuple[float, int]] = field(default_factory=list)
    done: threading.Event = field(default_factory=threading.Event)

    def post(self, cards: list[Card], first: float, every: float) -> None:
        """Post at fixed moments, whether the answers come quickly or not."""
        url = f"{self.system.client.intake}/api/v1/surveys/{_SURVEY}/responses"
        with requests.Session() as session:
            for number, card in enumerate(cards):
                time.sleep(max(first + number * every - time.monotonic(), 0))
                session.post(url, json=card.body(), timeout=30).raise_for_status()
                self.answered.append(time.monotonic())

    def look(self) -> None:
        """Read the live report again and again until told to stop or all is counted."""
        url = f"{self.system.client.reports}/api/v1/reports/{_SURVEY}"
        with requests.Session() as session:
            while not self.done.is_set():
                answer = session.get(url, timeout=30)
                count = answer.json()["responses"] if answer.ok else 0
                self.counted.append((time.monotonic(), count))
                if count == _A_SECOND * _SECONDS:
                    return
                time.sleep(_LOOK_S)

    def waits(self) -> list[float]:
        """For the k-th 201 the time until the report counted k cards, in seconds."""
        waits, looks = [], iter(self.counted)
        moment, count = next(looks)
        for number, answered in enumerate(sorted(self.answered), 1):
            while count < number:
                moment, count = next(looks)
            waits.append(max(moment - answered, 0.0))
        return waits


def _watch(system: System) -> list[float]:
    """Load a system and give every card's wait. Raises StopIteration when cards never became visible."""
    watch = _Watch(system)
    cards = draw_cards(_A_SECOND * _SECONDS, seed=3)
    began, every = time.monotonic() + 0.5, _POSTERS / _A_SECOND
    posters = [
        threading.Thread(target=watch.post, args=(cards[n::_POSTERS], began + n / _A_SECOND, every))
        for n in range(_POSTERS)
    ]
    looker = threading.Thread(target=watch.look)
    for thread in (*posters, looker):
        thread.start()
    for thread in posters:
        thread.join()
    looker.join(_PATIENCE_S)
    watch.done.set()
    looker.join()
    if len(watch.answered) < len(cards) or watch.counted[-1][1] < len(cards):
        raise RuntimeError(f"{len(watch.answered)} of {len(cards)} answered 201, {watch.counted[-1][1]} visible")
    return watch.waits()
