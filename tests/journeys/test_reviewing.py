"""Reviewing by keys alone in a real browser, by selecting words, and without any script: what is pressed holds."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import select
from werkzeug.serving import make_server

from services.reports.adapters import tables
from tests.support.reports.making import coded, parcel, published
from tests.support.reports.web import Site, site

_ANN = {"X-Test-Caller": "ann", "X-Test-Role": "reviewer"}
_SELECT_WORDS = """
(words, [first, last]) => {
  const [from, to] = [first, last].map((n) => words.querySelector(`[data-word="${n}"] .rv-text`));
  document.getSelection().setBaseAndExtent(from.firstChild, 0, to.firstChild, to.textContent.length);
}
"""


@dataclass
class Desk:
    """A survey with three answers that a model coded, the least sure first, and where its review is."""

    site: Site
    address: str

    def codes(self, response_id: str) -> dict[str, tuple[str, list[list[int]]]]:
        table = tables.codings.c
        held = select(table.code, table.coder, table.spans).where(table.response_id == response_id)
        with self.site.reports.database.read() as connection:
            return {row.code: (row.coder, row.spans) for row in connection.execute(held)}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = site(tmp_path)
    chances = {"r1": 0.6, "r2": 0.7, "r3": 0.8}
    told = [published(), *(coded(id_, chances={"time_and_space": chance}) for id_, chance in chances.items())]
    made.reports.consumer([parcel(each) for each in told])
    server = make_server("127.0.0.1", 0, made.client.application, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Desk(made, f"http://127.0.0.1:{server.server_port}/team/reports/journey/review")
    server.shutdown()
    server.server_close()
    made.reports.close()


@pytest.fixture
def ann(court_browser: Browser) -> Iterator[BrowserContext]:
    context = court_browser.new_context(extra_http_headers=_ANN)
    yield context
    context.close()


def _answer(page: Page, response_id: str) -> None:
    expect(page.locator("blockquote")).to_have_text(f"words of {response_id}")


def test_every_step_can_be_taken_by_keys(desk: Desk, ann: BrowserContext) -> None:
    page = ann.new_page()
    page.goto(f"{desk.address}/next")
    _answer(page, "r1")
    page.keyboard.press("1")
    page.keyboard.press("c")
    page.keyboard.type("Resources")
    page.keyboard.press("Tab")
    page.keyboard.type("2")
    page.keyboard.press("ArrowUp")
    expect(page.locator(".rv-chosen")).to_have_count(1)
    page.keyboard.press("Enter")
    _answer(page, "r2")
    assert desk.codes("r1") == {"resources": ("person:ann", [[9, 11]])}
    page.keyboard.press("n")
    _answer(page, "r3")
    assert desk.codes("r2") == {}
    page.keyboard.press("a")
    expect(page.locator("h1")).to_have_text("Nothing more to review here")
    assert desk.codes("r3") == {"time_and_space": ("person:ann", [[0, 5]])}


def test_what_was_saved_is_undone_by_keys(desk: Desk, ann: BrowserContext) -> None:
    page = ann.new_page()
    for _ in range(2):
        page.goto(f"{desk.address}/next")
        page.keyboard.press("a")
        expect(page.locator(".rv-saved")).to_be_visible()
    page.goto(f"{desk.address}/next")
    _answer(page, "r3")
    page.keyboard.press("a")
    expect(page.locator("h1")).to_have_text("Nothing more to review here")
    page.locator(".rv-saved a").focus()
    page.keyboard.press("Enter")
    _answer(page, "r3")
    page.keyboard.press("u")
    expect(page.locator("figcaption")).to_contain_text("the model improvement-1")
    assert desk.codes("r3") == {"time_and_space": ("improvement-1", [[0, 5]])}
    page.keyboard.press("k")
    expect(page.locator("h1")).to_have_text("Nothing more to review here")


def test_keys_do_nothing_in_fields_nor_when_they_are_turned_off(desk: Desk, ann: BrowserContext) -> None:
    page = ann.new_page()
    page.goto(f"{desk.address}/next")
    page.fill("#comment", "")
    page.focus("#comment")
    page.keyboard.type("nask")
    _answer(page, "r1")
    assert page.input_value("#comment") == "nask"
    page.locator("summary").first.click()
    page.click("#keys")
    page.focus("h1 >> xpath=ancestor::main")
    page.keyboard.press("n")
    page.reload()
    _answer(page, "r1")
    page.keyboard.press("n")
    _answer(page, "r1")
    assert desk.codes("r1") == {"time_and_space": ("improvement-1", [[0, 5]])}


def test_words_are_chosen_by_selecting_them(desk: Desk, ann: BrowserContext) -> None:
    page = ann.new_page()
    page.goto(f"{desk.address}/next")
    page.eval_on_selector("#words", _SELECT_WORDS, [2, 3])
    expect(page.locator("#first")).to_have_value("2")
    expect(page.locator("#last")).to_have_value("3")
    page.select_option("#code", "shared_learning")
    page.click("#actions [value=save]")
    _answer(page, "r2")
    assert desk.codes("r1")["shared_learning"] == ("person:ann", [[6, 11]])


def test_everything_works_without_scripts(desk: Desk, court_browser: Browser) -> None:
    context = court_browser.new_context(extra_http_headers=_ANN, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{desk.address}/next")
    page.uncheck("#keep-0")
    page.select_option("#code", "resources")
    page.fill("#first", "1")
    page.fill("#last", "2")
    page.click("[value=add]")
    _answer(page, "r1")
    page.select_option("#code", "shared_learning")
    page.click("#actions [value=save]")
    _answer(page, "r2")
    assert desk.codes("r1") == {
        "resources": ("person:ann", [[0, 8]]),
        "shared_learning": ("person:ann", [[0, 11]]),
    }
    context.close()
