"""A card outlives what happens to a phone and to the server: a restart of the browser, a week, a killed server."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Playwright, sync_playwright

from tests.support.offline.hall import Hall
from tests.support.offline.phone import a_phone, on_phone
from tests.support.servers.fault_proxy import Cable, FaultProxy
from tests.support.servers.ports import LOOPBACK
from tests.support.servers.waiting import wait_until
from tests.support.system.client import SURVEY
from tests.support.system.one_process import ROLE, OneProcess

_A_WEEK_AGO = """card.at -= 7 * 86400000;
  card.tried -= 7 * 86400000;
  card.body.filled_at = new Date(card.at).toISOString()"""


@pytest.fixture(scope="module")
def player() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


class Handset:
    """A browser that is started and ended on one profile."""

    def __init__(self, player: Playwright, profile: Path, chromium: Path) -> None:
        self._player, self._profile, self._chromium = player, profile, chromium

    def start(self) -> BrowserContext:
        """Start it, with all that it kept."""
        return self._player.chromium.launch_persistent_context(
            self._profile,
            executable_path=str(self._chromium),
            args=["--no-sandbox"],
            viewport={"width": 320, "height": 640},
        )


@pytest.fixture
def handset(player: Playwright, tmp_path: Path, chromium: Path) -> Handset:
    return Handset(player, tmp_path, chromium)


@pytest.mark.parametrize("change", ["", _A_WEEK_AGO], ids=["at once", "after a week"])
def test_the_browser_is_started_again(handset: Handset, hall: Hall, slug: str, change: str) -> None:
    with on_phone(handset.start(), hall.address, slug) as phone:
        phone.visit().leave().write("More time").send().says_waiting()
        if change:
            phone.change_cards(change)
    # Nobody listens: a browser that comes back sends what waits even before a page is opened.
    hall.stop()
    with on_phone(handset.start(), hall.address, slug) as phone:
        phone.open().says(heading="A card").waiting(1)
        assert hall.stored(slug) == []
        hall.start()
        phone.waiting(0).sent(1)
    with on_phone(handset.start(), hall.address, slug) as phone:
        phone.open().sent(1).waiting(0)
    assert hall.stored(slug) == [{"q_next": "More time"}]
    assert len(set(hall.posts)) == 1


def test_a_draft_is_there_after_the_browser_was_started_again(handset: Handset, hall: Hall, slug: str) -> None:
    with on_phone(handset.start(), hall.address, slug) as phone:
        phone.visit().write("More time").says(state="Kept on this phone as a draft.")
    hall.stop()
    with on_phone(handset.start(), hall.address, slug) as phone:
        phone.open().says(state="Kept on this phone as a draft.")
        assert phone.page.locator("#q_next").input_value() == "More time"


def test_without_https_cards_wait_and_are_sent_though_the_form_is_not_kept(
    player: Playwright, chromium: Path, hall: Hall, slug: str
) -> None:
    """No worker, no lock between tabs: the outbox and the ids are enough."""
    named = f"--host-resolver-rules=MAP hall.example {LOOPBACK}"
    browser = player.chromium.launch(executable_path=str(chromium), args=["--no-sandbox", named])
    with a_phone(browser, f"http://hall.example:{hall.port}", slug) as phone:
        phone.open()
        assert not phone.page.evaluate("isSecureContext || 'locks' in navigator || 'serviceWorker' in navigator")
        hall.answer_lost = True
        phone.write("More time").send().says_waiting()
        other = phone.another_tab().open().waiting(1)
        hall.answer_lost = False
        other.waiting(0).sent(1)
        phone.says_sent()
    browser.close()
    assert hall.stored(slug) == [{"q_next": "More time"}]
    assert len(set(hall.posts)) == 1


def test_the_server_is_killed_after_it_stored_the_card_and_before_it_says_so(handset: Handset, tmp_path: Path) -> None:
    with OneProcess(tmp_path / "one") as system:
        system.start()
        with (
            FaultProxy(urlsplit(system.client.intake).port or 0) as line,
            on_phone(handset.start(), f"http://{LOOPBACK}:{line.port}", SURVEY) as phone,
        ):
            phone.open().write("More time")
            line.cable = Cable.HALF_CUT
            phone.send()
            wait_until(lambda: len(system.ledgers.submissions()) == 1, 10, what="the card in the database")
            phone.says(state="Saved on this phone. Sending …")
            system.kill(ROLE)
            line.cable = Cable.WHOLE
            line.reset_all()
            phone.says_waiting().leave()
            system.start_role(ROLE)
            system.wait_ready()
            phone.says_waiting()
            phone.come_back().says_sent()
        assert len(system.ledgers.submissions()) == 1
