"""Faults 18 and 22: the same card many times, at once or in a row, and every message three times."""

import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import Any

from tests.faults.faulty_worker import repetitions
from tests.faults.sizes import size
from tests.support.system.cards import Card, draw_cards
from tests.support.system.production import SERVICES, WORKERS, Production
from tests.support.system.verdict import judge

_AT_ONCE = 20


def test_twenty_posts_of_one_id_at_once_store_one_card(system, tell) -> None:
    cards = draw_cards(size(50), seed=1800)
    for card in cards:
        answers = _post_at_once(system, card)
        assert Counter(answer.status_code for answer in answers) == {201: 1, 200: _AT_ONCE - 1}
        assert len({(answer.json()["id"], answer.json()["receipt"]) for answer in answers}) == 1
    verdict = judge(system, (card.id for card in cards))
    assert verdict.received == len(system.ledgers.submissions())
    tell(
        f"18: {_AT_ONCE} simultaneous posts of one id, {len(cards)} times (seed 1800): one 201 and "
        f"{_AT_ONCE - 1} × 200 with its receipt: {verdict}"
    )


def test_every_call_and_every_message_three_times_changes_nothing(system, tell) -> None:
    once = draw_cards(size(1_000), seed=2200)
    thrice = [replace(card, id=str(uuid.uuid5(uuid.NAMESPACE_OID, card.id))) for card in once]
    judge(system, ())
    before = _figures(system)
    system.client.post_all(once)
    judge(system, (card.id for card in once))
    between = _figures(system)

    for role in WORKERS:
        system.stop_role(role)
        system.start_role(role, system.faulty(role, "thrice"))
    answers = system.client.post_all([card for card in thrice for _ in range(3)])
    verdict = judge(system, (card.id for card in thrice))
    after = _figures(system)
    again = {service: repetitions(system.folder, "thrice", service) for service in SERVICES}
    assert min(again.values()) >= 2 * len(thrice), f"not every message came three times: {again}"
    statuses = Counter(answer.status_code for answer in answers)
    assert statuses == {201: len(thrice), 200: 2 * len(thrice)}
    assert len({answer.json()["receipt"] for answer in answers}) == len(thrice)
    assert before["responses"] + len(once) == between["responses"]
    assert after - between == between - before, "told three times, the same cards count as much as told once"
    tell(
        f"22: every HTTP call and every message three times, {len(thrice):,} responses (seed 2200), "
        f"{sum(again.values()):,} messages came again, "
        f"{sum((after - between).values()):,} figures unchanged: {verdict}"
    )


def _post_at_once(system: Production, card: Card) -> list[Any]:
    barrier = Barrier(_AT_ONCE)

    def post(_: int) -> Any:
        barrier.wait(10)
        return system.client.post(card)

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return list(pool.map(post, range(_AT_ONCE)))


def _figures(system: Production) -> Counter[str]:
    """All numbers of the report by name, as it is told over HTTP."""
    report = system.client.report()
    found = Counter({name: report[name] for name in ("responses", "answers", "parked")})
    found.update({f"theme {line['theme']}": line["n"] for line in report["themes"]})
    found.update({f"code {line['code']}": line["n"] for line in report["codes"]})
    for part in report["questions"]:
        found.update({f"{part['question']} {line['code']}": line["n"] for line in part["codes"]})
    return found
