"""Faults 1, 2, 3: kill -9 of a worker, over and over, while it has messages in hand."""

import random
import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import pytest
import requests

from tests.faults.sizes import size
from tests.support.servers.waiting import Hopeless, wait_until
from tests.support.system.cards import draw_cards
from tests.support.system.ledgers import Ledgers
from tests.support.system.production import Production
from tests.support.system.verdict import judge

_RESPONSES = "SELECT count(*) FROM {}responses"
_SENT = "SELECT count(*) FROM {}outbox WHERE name = 'response.received.v1' AND sent_at IS NOT NULL"


@dataclass(frozen=True)
class Work:
    """What a worker does, as counts: what was `given` to it and what it has `done`, each (service, question)."""

    number: int
    role: str
    seed: int
    given: tuple[str, str]
    done: tuple[str, str]

    def in_hand(self, ledgers: Ledgers) -> int:
        """At least so much is waiting or in its hands; asked for in this order, so that it is never too many."""
        given = ledgers.count(*self.given)
        return max(0, given - ledgers.count(*self.done))


ANALYSIS = Work(1, "worker analysis", 101, ("intake", _RESPONSES), ("analysis", _RESPONSES))
REPORTS = Work(2, "worker reports", 102, ("analysis", _RESPONSES), ("reports", _RESPONSES))
RELAY = Work(3, "worker intake", 103, ("intake", _RESPONSES), ("intake", _SENT))


@pytest.mark.parametrize("work", [ANALYSIS, REPORTS, RELAY], ids=lambda work: work.role)
def test_a_worker_killed_at_work_loses_and_doubles_nothing(system, tell, work) -> None:
    kills, chance, ledgers = size(20, 4), random.Random(work.seed), system.ledgers
    cards = draw_cards(size(10_000), work.seed)
    portion = len(cards) // kills
    in_hand: list[int] = []
    with ThreadPoolExecutor(1) as background:
        for kill in range(kills):
            done = ledgers.count(*work.done)
            posts = background.submit(system.client.post_all, cards[kill * portion : (kill + 1) * portion])
            goal = done + chance.randint(1, portion // 4)
            wait_until(lambda goal=goal: _has_done(system, work, goal), 60, every=0.01, what="the next work")
            in_hand.append(_caught(work, ledgers, posts))
            system.restart(work.role)
            assert {answer.status_code for answer in posts.result(90)} == {201}
    # A quick worker may have finished a portion before it is caught: that kill proves nothing, most of them must.
    assert sum(map(bool, in_hand)) > kills // 2, in_hand
    verdict = judge(system, (card.id for card in cards))
    tell(
        f"{work.number}: kill -9 {work.role} ×{kills} over {len(cards):,} responses (seed {work.seed}), "
        f"with {min(in_hand)} to {max(in_hand)} in hand: {verdict}"
    )


def _caught(work: Work, ledgers: Ledgers, posts: Future[list[requests.Response]]) -> int:
    """How much was in the worker's hands when it was looked at; 0 when everything posted was done by then."""
    while not (found := work.in_hand(ledgers)) and not posts.done():
        time.sleep(0.01)
    return found or work.in_hand(ledgers)


def _has_done(system: Production, work: Work, goal: int) -> bool:
    if not system.programs[work.role].running:
        raise Hopeless(f"{work.role} ended by itself: {system.programs[work.role].log()[-2000:]}")
    return system.ledgers.count(*work.done) >= goal
