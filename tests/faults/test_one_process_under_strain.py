"""The one-process mode while a large file is imported: the form answers, and kill -9 loses nothing."""

import contextlib
import os
import random
import statistics
import time
from collections.abc import Iterator
from threading import Event, Thread

import pytest
import requests

from tests.support.system.cards import Card, draw_cards
from tests.support.system.client import SURVEY
from tests.support.system.one_process import ROLE, OneProcess
from tests.support.system.verdict import judge

FULL = os.environ.get("ADBORTH_CHAOS") == "full"
ROWS = 10_000 if FULL else 1_000
KILLS = 10 if FULL else 3
_IMPORT_SECONDS = 600


class Delegates(Thread):
    """Hand cards in by the form, one after the other, and keep those that were accepted, with how long each took."""

    def __init__(self, system: OneProcess, cards: list[Card]) -> None:
        super().__init__(daemon=True)
        self._system, self._cards = system, cards
        self.enough = Event()
        self.accepted: list[str] = []
        self.seconds: list[float] = []

    def run(self) -> None:
        for card in self._cards:
            while not self.enough.is_set() and not self._accepted(card):
                time.sleep(0.1)
            if self.enough.wait(0.05):
                return

    def _accepted(self, card: Card) -> bool:
        """One try; who gets no answer tries again with the same id, as a form does."""
        began = time.monotonic()
        with contextlib.suppress(requests.RequestException):
            address = f"{self._system.client.intake}/s/{SURVEY}"
            answer = requests.post(address, data={"id": card.id} | card.answers, timeout=20)
            if answer.status_code in (200, 201):
                self.accepted.append(card.id)
                self.seconds.append(time.monotonic() - began)
                return True
        return False


@contextlib.contextmanager
def delegates_at(system: OneProcess, seed: int) -> Iterator[Delegates]:
    delegates = Delegates(system, draw_cards(20_000, seed))
    delegates.start()
    try:
        yield delegates
    finally:
        delegates.enough.set()
        delegates.join(30)


@pytest.fixture
def seed() -> int:
    return random.SystemRandom().randrange(10**6)


def test_the_form_answers_while_a_file_is_imported(one_process, seed, show_figure):
    rows = draw_cards(ROWS, seed + 1)
    with delegates_at(one_process, seed) as delegates:
        time.sleep(2)
        quiet = len(delegates.seconds)
        began = time.monotonic()
        one_process.import_csv(rows, timeout=_IMPORT_SECONDS)
        seconds = time.monotonic() - began
        busy = delegates.seconds[quiet:]
    assert len(busy) >= 10, "nobody used the form meanwhile"
    verdict = judge(one_process, [card.id for card in rows] + delegates.accepted, wait=_IMPORT_SECONDS)
    show_figure(
        f"one process, import of {ROWS:,} in {seconds:.1f} s: form p95 {_p95(busy) * 1000:.0f} ms"
        f" over {len(busy)} cards, {_p95(delegates.seconds[:quiet]) * 1000:.0f} ms before it (seed {seed}); {verdict}"
    )


def test_kill_9_again_and_again_loses_nothing(one_process, seed, show_figure):
    chance = random.Random(seed)
    rows = draw_cards(ROWS, seed + 1)
    pending_at_kill = []
    with delegates_at(one_process, seed) as delegates:
        importing = one_process.importing(rows)
        for _ in range(KILLS):
            time.sleep(chance.uniform(0.5, 2))
            pending_at_kill.append(sum(one_process.ledgers.unsent().values()))
            one_process.restart(ROLE)
            one_process.wait_ready()
        assert importing.wait(_IMPORT_SECONDS) == 0
        time.sleep(1)
    assert any(pending_at_kill), "no kill came while messages were under way"
    verdict = judge(one_process, [card.id for card in rows] + delegates.accepted, wait=_IMPORT_SECONDS)
    show_figure(
        f"one process, kill -9 ×{KILLS} during an import of {ROWS:,} and {len(delegates.accepted)} cards by the form"
        f" (seed {seed}): {verdict}"
    )


def _p95(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=20)[-1]
