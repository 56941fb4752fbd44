"""Eight survey tools at once, 200 calls a second, some twice, some forged, while the worker is killed: exact counts."""

import random
import statistics
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import requests

from services.intake.domain.mappings import foreign_submission_id
from tests.faults.conftest import Tell
from tests.faults.sizes import size
from tests.support.servers.waiting import wait_until
from tests.support.system.client import SURVEY
from tests.support.system.production import Production
from tests.support.system.verdict import judge
from tests.support.tool_calls import TYPEFORM_SECRET, typeform_body, typeform_headers

SENDERS = 8
PER_SECOND = 200
WORKER = "worker intake"
_P95_MS = 300
_WAITING = "SELECT count(*) FROM {}deliveries WHERE state = 'received'"
_STORED = "SELECT count(*) FROM {}deliveries WHERE state = 'stored'"
_REPEATS = "SELECT coalesce(sum(number), 0) FROM {}delivery_repeats"
_ALL = "SELECT count(*) FROM {}deliveries"


@dataclass(frozen=True)
class Call:
    """One call of a tool: the response's token, and whether its signature is good."""

    token: str
    signed: bool = True

    def send(self, session: requests.Session, address: str) -> int:
        answer = {"type": "text", "text": f"More time, says {self.token}", "field": {"id": "a1", "ref": "q_next"}}
        body = typeform_body(self.token, answers=[answer])
        headers = typeform_headers(body, TYPEFORM_SECRET if self.signed else "another-secret")
        return session.post(address, data=body, headers=headers, timeout=30).status_code


def draw_calls(number: int, seed: int) -> list[Call]:
    """5 % forged, 10 % of the rest a repetition of one that was sent before, at random places."""
    chance = random.Random(seed)
    calls: list[Call] = []
    for place in range(number):
        drawn = chance.random()
        sent = [call for call in calls[-400:] if call.signed]
        if drawn < 0.05:
            calls.append(Call(f"forged-{seed}-{place}", signed=False))
        elif drawn < 0.145 and sent:
            calls.append(chance.choice(sent))
        else:
            calls.append(Call(f"tok-{seed}-{place}"))
    return calls


def paced(act: Callable[[requests.Session, int], int], number: int) -> tuple[list[int], list[float]]:
    """Do so many acts, PER_SECOND of them spread over the senders; the statuses, and how many ms each took."""
    began = time.monotonic() + 0.2

    def sender(first: int) -> list[tuple[int, int, float]]:
        found = []
        with requests.Session() as session:
            for place in range(first, number, SENDERS):
                time.sleep(max(0.0, began + place / PER_SECOND - time.monotonic()))
                start = time.monotonic()
                found.append((place, act(session, place), (time.monotonic() - start) * 1_000))
        return found

    with ThreadPoolExecutor(SENDERS) as pool:
        done = sorted(each for found in pool.map(sender, range(SENDERS)) for each in found)
    return [status for _, status, _ in done], [took for _, _, took in done]


def test_calls_of_eight_tools_are_kept_and_counted_exactly(system: Production, tell: Tell) -> None:
    ledgers, before = system.ledgers, system.ledgers.submissions()
    path = system.run("connect", "--survey", SURVEY, "--provider", "typeform", "--secret", TYPEFORM_SECRET).strip()
    address, empty = system.client.intake + path, f"{system.client.intake}/health/live"
    _, idle = paced(lambda session, _: session.get(empty, timeout=30).status_code, size(2_000))
    calls = draw_calls(size(60, 6) * PER_SECOND, seed=200)
    with ThreadPoolExecutor(1) as background:
        sending = background.submit(paced, lambda session, place: calls[place].send(session, address), len(calls))
        in_hand = [_killed(system, share * len(calls) // 3, before=len(before)) for share in (1, 2)]
        statuses, took = sending.result(300)
    began = time.monotonic()
    wait_until(lambda: not ledgers.count("intake", _WAITING), 120, what="all deliveries handled")
    drained = time.monotonic() - began
    tokens = {call.token for call in calls if call.signed}
    assert statuses == [200 if call.signed else 401 for call in calls]
    assert ledgers.count("intake", _ALL) == ledgers.count("intake", _STORED) == len(tokens)
    assert ledgers.count("intake", _REPEATS) == sum(call.signed for call in calls) - len(tokens)
    ids = {foreign_submission_id("typeform", "f1", token) for token in tokens}
    assert ledgers.submissions().keys() - before.keys() == ids
    verdict = judge(system, ids | before.keys(), wait=240)
    forged, p95 = statuses.count(401), _p95(took)
    tell(
        f"hooks: {len(calls):,} calls at {PER_SECOND}/s by {SENDERS} senders, {forged:,} forged, "
        f"{len(calls) - forged - len(tokens):,} repeated, {WORKER} killed with {in_hand[0]} and {in_hand[1]} waiting; "
        f"answer p50 {statistics.median(took):.1f} ms, p95 {p95:.1f} ms, {p95 / _p95(idle):.1f} × an empty route's "
        f"p95 of {_p95(idle):.1f} ms; handled {drained:.1f} s after the last: {verdict}"
    )
    assert p95 < _P95_MS


def _killed(system: Production, after: int, before: int) -> int:
    """Kill the worker once so many were stored, or are about to be; how many waited then."""
    wait_until(lambda: system.ledgers.count("intake", _ALL) >= after * 0.8, 120, every=0.05, what="deliveries")
    system.kill(WORKER)
    waiting = system.ledgers.count("intake", _WAITING)
    system.start_role(WORKER)
    assert len(system.ledgers.submissions()) >= before
    return waiting


def _p95(took: Sequence[float]) -> float:
    return sorted(took)[int(0.95 * (len(took) - 1))]
