"""A hall comes back at once: 500 phones that sent without hearing an answer send again, and each card counts once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Barrier
from time import monotonic

import requests
from playwright.sync_api import Browser, sync_playwright

from tests.faults.conftest import Tell
from tests.support.offline.phone import Phone, a_phone
from tests.support.system.cards import Card, draw_cards
from tests.support.system.client import SURVEY, Client
from tests.support.system.one_process import OneProcess
from tests.support.system.verdict import judge

PHONES = 500
BROWSERS = 3
_UNHEARD = 0.05
_PATIENCE_S = 60


def test_500_phones_come_back_at_once(one_process: OneProcess, chromium: Path, tell: Tell) -> None:
    cards = draw_cards(PHONES, seed=500)
    with sync_playwright() as player, ExitStack() as stack:
        browser = player.chromium.launch(executable_path=str(chromium), args=["--no-sandbox"])
        phones = [stack.enter_context(waiting_phone(browser, one_process, number)) for number in range(BROWSERS)]
        began = monotonic()
        with ThreadPoolExecutor(PHONES) as pool:
            start = Barrier(PHONES)
            sending = [pool.submit(send_until_heard, one_process.client, card, start) for card in cards]
            for phone in phones:
                phone.come_back()
            tries = [each.result() for each in sending]
        for phone in phones:
            phone.says_sent()
        took = monotonic() - began
    stored = one_process.ledgers.submissions()
    assert len(stored) == PHONES + BROWSERS
    assert stored.keys() >= {card.id for card in cards}
    verdict = judge(one_process, stored)
    tell(f"{PHONES} phones at once, {sum(tries):,} posts and {BROWSERS} browsers, all heard in {took:.1f} s: {verdict}")


def send_until_heard(client: Client, card: Card, start: Barrier) -> int:
    """What a phone does: the first answers are not waited for, then it asks until it is told. Gives its posts."""
    address = f"{client.intake}/api/v1/surveys/{SURVEY}/responses"
    start.wait(_PATIENCE_S)
    tries, until = 0, monotonic() + _PATIENCE_S
    while monotonic() < until:
        tries += 1
        try:
            answer = requests.post(address, json=card.body(), timeout=_UNHEARD if tries < 3 else _PATIENCE_S)
        except requests.RequestException:
            continue
        if answer.status_code in {200, 201} and answer.json()["id"] == card.id:
            return tries
        assert answer.status_code in {429, 503}, answer.text
    raise AssertionError("a phone was never answered")


@contextmanager
def waiting_phone(browser: Browser, system: OneProcess, number: int) -> Iterator[Phone]:
    """A real phone whose card waits for a connection."""
    with a_phone(browser, system.client.intake, SURVEY) as phone:
        yield phone.visit().leave().write(f"More time, says phone {number}").send().says_waiting()
