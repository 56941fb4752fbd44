"""Fault 14: the disk is full. 503 to everybody, never a 201 for what is not stored, and all well once there is room."""

import subprocess
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import requests

from tests.faults.sizes import size
from tests.support.servers.rabbit_cluster import RabbitCluster
from tests.support.servers.waiting import wait_until
from tests.support.system.cards import Card, draw_cards
from tests.support.system.one_process import ROLE, OneProcess
from tests.support.system.production import Production, Servers
from tests.support.system.system import System
from tests.support.system.verdict import judge

_SEED = 1400


def test_production_whose_database_is_full_says_so_and_goes_on_afterwards(
    rabbit: RabbitCluster, own_postgres, tmp_path, tell
) -> None:
    vhost = rabbit.add_vhost()
    servers = Servers(rabbit.nodes[0].url(vhost), own_postgres.url())
    with Production(tmp_path / "production", servers) as system:
        system.start()

        def room() -> None:
            own_postgres.disk_full(full=False)
            own_postgres.restart()

        line = _fill_up(system, own_postgres.disk_full, room)
    rabbit.remove_vhost(vhost)
    tell(f"14: disk full, PostgreSQL: {line}")


def test_one_process_whose_disk_is_full_says_so_and_goes_on_afterwards(one_process: OneProcess, tell) -> None:
    def limit(size_limit: str) -> None:
        program = one_process.programs[ROLE]
        for pid in [program.pid, *program.children]:
            subprocess.run(["prlimit", "--pid", str(pid), f"--fsize={size_limit}:unlimited"], check=True)

    line = _fill_up(one_process, lambda: limit("8192"), lambda: limit("unlimited"))
    tell(f"14: disk full, SQLite: {line}")


def _fill_up(system: System, fill: Any, room: Any) -> str:
    # Most come meanwhile, so that posts are still on their way once the disk has been filled.
    cards = draw_cards(size(6_000), _SEED)
    few = len(cards) // 10
    early, meanwhile, late = cards[:few], cards[few:-few], cards[-few:]
    assert _statuses(system.client.post_all(early)) == {201: few}

    with ThreadPoolExecutor(1) as background:
        posts = background.submit(system.client.post_all, meanwhile)
        wait_until(lambda: len(system.ledgers.submissions()) > few + few // 10, 30, every=0.01, what="some posts")
        fill()
        answers = posts.result(300)
    room()
    refused = [answer for answer in answers if answer.status_code != 201]
    assert set(_statuses(answers)) <= {201, 503}, _statuses(answers)
    assert refused, "the disk was not full: the test proves nothing"
    assert {answer.headers["Content-Type"] for answer in refused} == {"application/problem+json"}
    assert {answer.json()["status"] for answer in refused} == {503}
    promised = {card.id for card, answer in zip(meanwhile, answers, strict=True) if answer.status_code == 201}
    wait_until(lambda: promised <= system.ledgers.submissions().keys(), 30, what="what was promised")

    wait_until(lambda: _taken(system, late[0]), 60, what="a card taken again")
    again = _statuses(system.client.post_all([*meanwhile, *late]))
    assert again == {201: len(refused) + few - 1, 200: len(promised) + 1}
    verdict = judge(system, (card.id for card in cards))
    return (
        f"{len(refused):,} of {len(meanwhile):,} posts answered 503 and none stored in part, {len(promised):,} "
        f"answered 201 and stored (seed {_SEED}); with room again {len(cards):,} reported: {verdict}"
    )


def _taken(system: System, card: Card) -> bool:
    return system.client.post(card).status_code in (200, 201)


def _statuses(answers: Sequence[requests.Response]) -> Counter[int]:
    return Counter(answer.status_code for answer in answers)
