"""The live report in a real browser: it follows what comes in, keeps the reader's place, and owns up to a lost line."""

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright
from werkzeug.serving import BaseWSGIServer, make_server

from tests.support.reports.making import coded, parcel, published
from tests.support.reports.web import Site, site

_PATH = "/team/reports/journey"
_WITHIN_MS = 6_000


@dataclass
class Served:
    """A site with a server in front that can be stopped and started at the same address."""

    site: Site
    server: BaseWSGIServer
    address: str

    def tell(self, *told: object) -> None:
        self.site.reports.consumer([parcel(each) for each in told])

    def start(self) -> None:
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    made = site(tmp_path, demo=True)
    made.reports.consumer([parcel(each) for each in (published(), coded("r1"), coded("r2", {"q_next": ["resources"]}))])
    server = make_server("127.0.0.1", 0, made.client.application, threaded=True)
    running = Served(made, server, f"http://127.0.0.1:{server.server_port}")
    running.start()
    yield running
    running.stop()
    made.reports.close()


@pytest.fixture
def page(chromium: Path) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium), args=["--no-sandbox"])
        opened = browser.new_page(viewport={"width": 1280, "height": 900})
        complaints: list[str] = []
        opened.on("pageerror", lambda error: complaints.append(str(error)))
        opened.on("console", lambda said: complaints.append(said.text) if "Security Policy" in said.text else None)
        yield opened
        browser.close()
    assert complaints == []


def test_a_new_card_shows_within_six_seconds_and_the_reader_keeps_their_place(served: Served, page: Page) -> None:
    page.goto(f"{served.address}{_PATH}?lang=en")
    page.locator("#table-conditions-open").click()
    page.locator("#code-resources").focus()
    began = time.perf_counter()
    served.tell(coded("r3", {"q_support": ["resources"]}))
    expect(page.locator("#live")).to_have_attribute("data-count", "3 responses", timeout=_WITHIN_MS)
    print(f"shown on the open page after {time.perf_counter() - began:.1f} s")
    expect(page.locator("#heard")).to_have_text("3 responses")
    expect(page.locator("#table-conditions")).to_have_attribute("open", "")
    expect(page.locator("#code-resources")).to_be_focused()


def test_a_lost_connection_is_said_and_mends_itself(served: Served, page: Page) -> None:
    page.goto(f"{served.address}{_PATH}?lang=en")
    expect(page.locator("#lost")).to_be_hidden()
    page.context.set_offline(True)
    expect(page.locator("#lost")).to_be_visible(timeout=_WITHIN_MS)
    served.tell(coded("r3"))
    page.context.set_offline(False)
    expect(page.locator("#lost")).to_be_hidden(timeout=_WITHIN_MS)
    expect(page.locator("#live")).to_have_attribute("data-count", "3 responses")


def test_every_code_is_one_click_from_its_marked_words(served: Served, page: Page) -> None:
    page.goto(f"{served.address}{_PATH}?lang=en")
    page.get_by_role("link", name="Time and space").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Time and space")
    expect(page.locator("mark")).to_have_text("words")
    page.get_by_role("link", name="Your improvement journey").click()
    expect(page.locator("#live")).to_be_visible()


def test_a_wall_follows_by_itself_and_shows_nobody_s_words(served: Served, page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{served.address}{_PATH}/wall?lang=cy")
    expect(page.locator("h1")).to_have_text("Eich taith gwella")
    served.tell(coded("r3", {"q_support": ["resources"]}))
    expect(page.locator("#live")).to_have_attribute("data-count", "3 ymateb", timeout=_WITHIN_MS)
    assert "words of" not in page.content()
    assert page.locator("a, button, input").count() == 0


def test_on_paper_tables_are_open_navigation_is_gone_and_afterwards_all_is_as_before(
    served: Served, page: Page
) -> None:
    page.goto(f"{served.address}{_PATH}?lang=en")
    page.emulate_media(media="print")
    expect(page.locator(".ad-header")).to_be_hidden()
    expect(page.locator(".rp-contents:visible")).to_have_count(0)
    closed = page.locator("details:not([open])").count()
    assert closed > 3
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details:not([open])").count() == closed


def test_a_number_of_how_people_speak_opens_its_answers_and_words_are_found_from_there(
    served: Served, page: Page
) -> None:
    heard = coded("r4", {"q_next": ["resources"]})
    served.tell(replace(heard, answers=tuple(replace(each, facets=("need",)) for each in heard.answers)))
    page.goto(f"{served.address}{_PATH}?lang=en")
    page.get_by_role("link", name="What people need").first.click()
    expect(page.locator(".ad-quote")).to_have_count(1)
    expect(page.locator("main")).to_contain_text("In 1 of 3 responses.")
    page.get_by_label("How people speak").select_option("")
    page.get_by_label("Words").fill("WORD r1")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("mark")).to_have_text(["words", "r1"])
