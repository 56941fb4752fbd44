"""One event from its first card to its publication and a withdrawal, in a real browser, with all services at work."""

import os
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import func, select

from services.embedded import Embedded, House
from services.reports.adapters import tables
from services.reports.adapters.review_tables import decisions
from shared.identity.access import Role
from tests.support.event_stage import (
    at_work,
    house_in,
    publish_card,
    publish_own_codebook,
    running,
    send_cards,
    team,
    words_of_many,
)
from tests.support.pages.steps import send
from tests.support.servers.waiting import wait_until
from tests.support.serving import served

_CARDS = 600
_LAST_YEAR = 150
_REVIEWED = 30
_PATIENCE_S = 300
_WORDS = "We never have protected time away from the rota to improve anything on our ward"
_TOMBSTONE = "A quote that stood here was withdrawn by the person who wrote it."
_ANSWERS = {
    "time_and_space": "Two hours a month are protected from January.",
    "leadership_backing": "The board hears every quarter what you said.",
    "improvement_training": "A course begins in March; ten places are free.",
}


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with house_in(tmp_path) as made:
        publish_own_codebook(made)
        publish_card(made, "last-year", "The day last year")
        publish_card(made, "event", "The day")
        yield made


@pytest.fixture
def embedded(house: House) -> Iterator[Embedded]:
    with running(house) as at_it:
        yield at_it


@pytest.fixture
def address(embedded: Embedded) -> Iterator[str]:
    with served(embedded.app()) as place:
        yield place


def test_an_event_is_heard_checked_answered_published_and_taken_back(
    house: House, address: str, court_browser: Browser
) -> None:
    editor = at_work(court_browser, address, team(house)[Role.EDITOR])
    phone = court_browser.new_context(base_url=address, viewport={"width": 320, "height": 640}).new_page()
    phone.set_default_timeout(30_000)
    send_cards(house, "last-year", words_of_many(_LAST_YEAR, seed=1))
    receipt = fill_in(phone)
    cards_arrive_live(house, editor)
    review_thirty(house, editor)
    merge_two_codes(house, editor)
    adopt_a_recoding(house, editor)
    compare_with_last_year(editor)
    answer_three_codes(editor)
    publish(editor)
    read_in_public(phone)
    take_back(house, phone, receipt)
    publish_a_correction(house, editor, phone)


def fill_in(phone: Page) -> str:
    """Somebody writes, and permits to be quoted; where their receipt leads."""
    phone.goto("/s/event?lang=en")
    phone.locator("#q_support").fill(_WORDS)
    phone.get_by_label("Yes, without my name").check()
    look(phone, "01 card")
    send("#card")(phone)
    return phone.get_by_role("link", name="Look at your card").get_attribute("href") or ""


def cards_arrive_live(house: House, editor: Page) -> None:
    """The report is open while six hundred cards come in, and shows them by itself."""
    wait_until(lambda: responses(house) == 1, 60, what="the first card is in the report")
    editor.goto("/team/reports/event?lang=en")
    pouring = threading.Thread(target=send_cards, args=(house, "event", words_of_many(_CARDS, seed=2)))
    pouring.start()
    expect(editor.locator(".ad-figures dd").first).to_have_text(re.compile(r"^[1-9]\d+$"), timeout=30_000)
    look(editor, "02 while cards arrive")
    pouring.join()
    expect(editor.locator(".ad-figures dd").first).to_have_text(str(_CARDS + 1), timeout=90_000)
    look(editor, "03 all cards")


def review_thirty(house: House, editor: Page) -> None:
    """The least sure first, by one key each."""
    editor.goto("/team/reports/event/review/next?lang=en")
    for number in range(_REVIEWED):
        before = editor.url
        with editor.expect_navigation():
            editor.keyboard.press("a")
        assert editor.locator("blockquote").count() == 1, (number, before)
    look(editor, "04 review")
    assert decided(house) == _REVIEWED


def merge_two_codes(house: House, editor: Page) -> None:
    editor.goto("/team/codebooks/own?lang=en")
    editor.get_by_role("link", name="Edit", exact=True).click()
    editor.get_by_role("link", name="Merge codes").click()
    editor.get_by_label("The code that stays").select_option(label="Conditions: Time and space")
    editor.get_by_label("Conditions: Resources").check()
    editor.get_by_role("button", name="Merge").click()
    editor.get_by_role("link", name="Look through and publish").click()
    editor.get_by_label("Why?").fill("They are one idea to us")
    look(editor, "05 merge")
    editor.get_by_role("button", name="Publish").click()
    expect(editor.get_by_text("Version 2 is made.")).to_be_visible()
    wait_until(lambda: not waiting(house), 120, what="figures are counted by the new version")
    editor.goto("/team/reports/event?lang=en")
    expect(editor.get_by_role("link", name="Resources")).to_have_count(0)


def adopt_a_recoding(house: House, editor: Page) -> None:
    editor.goto("/team/codebooks/own/recoding?lang=en")
    editor.get_by_role("button", name="Compare").click()
    reload_until(editor, "Compared: waits for somebody to decide")
    look(editor, "06 what would change")
    editor.get_by_role("button", name="Adopt").click()
    reload_until(editor, re.compile(r"Adopted\."))
    wait_until(lambda: models(house) == 1, 120, what="every answer is coded by the model that was adopted")
    assert decided(house) == _REVIEWED
    look(editor, "07 adopted")


def compare_with_last_year(editor: Page) -> None:
    editor.goto("/team/reports/event/compare?lang=en&with=last-year&question=q_support")
    expect(editor.get_by_role("heading", name="Differences", exact=True)).to_be_visible()
    expect(editor.locator(".rp-row").first).to_contain_text("points")
    look(editor, "08 compared")


def answer_three_codes(editor: Page) -> None:
    for code, words in _ANSWERS.items():
        editor.goto(f"/team/reports/event/answers/to/{code}?lang=en")
        editor.locator("#state").check()
        editor.locator("#text-en").fill(words)
        editor.get_by_role("button", name="Save").click()
        expect(editor.locator(f"#code-{code}")).to_contain_text(words)
    look(editor, "09 answers")


def publish(editor: Page) -> None:
    """The quote is approved as it stands; then the draft is approved and published."""
    editor.goto("/team/reports/event/publication/quotes?lang=en")
    editor.get_by_role("link", name="Time and space").click()
    editor.get_by_role("link", name="Look and decide").click()
    editor.get_by_role("button", name="Approve").click()
    editor.goto("/team/reports/event/publication?lang=en")
    editor.locator("#introduction-en").fill("What the hall told us.")
    editor.get_by_role("button", name="Save").click()
    editor.get_by_role("button", name="Approve").click()
    look(editor, "10 draft")
    editor.get_by_role("button", name="Publish for everybody").click()
    expect(editor.locator("h1")).to_have_text("The day")


def read_in_public(phone: Page) -> None:
    phone.goto("/p/event/1?lang=en")
    expect(phone.locator("main")).to_contain_text(_WORDS)
    for words in _ANSWERS.values():
        expect(phone.locator("main")).to_contain_text(words)
    expect(phone.locator(".ad-figures dd").first).to_have_text(str(_CARDS + 1))
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    look(phone, "11 published")


def take_back(house: House, phone: Page, receipt: str) -> None:
    """The words are gone from the public page at once; the counts of this number stay."""
    phone.goto(receipt)
    phone.get_by_role("link", name="Take this card back").click()
    phone.get_by_role("button", name="Yes, take my card back").click()
    wait_until(lambda: responses(house) == _CARDS, 60, what="the card is out of the report")
    phone.goto("/p/event/1?lang=en")
    expect(phone.locator("main")).to_contain_text(_TOMBSTONE)
    expect(phone.locator("main")).not_to_contain_text(_WORDS)
    expect(phone.locator(".ad-figures dd").first).to_have_text(str(_CARDS + 1))
    look(phone, "12 taken back")


def publish_a_correction(house: House, editor: Page, phone: Page) -> None:
    """The next number has one card less, and says what changed."""
    editor.goto("/team/reports/event/publication?lang=en")
    editor.locator("#note-en").fill("One card was taken back.")
    editor.get_by_role("button", name="Save").click()
    editor.get_by_role("button", name="Approve").click()
    editor.get_by_role("button", name="Publish for everybody").click()
    phone.goto("/p/event?lang=en")
    expect(phone.locator(".ad-figures dd").first).to_have_text(str(_CARDS))
    expect(phone.locator("main")).to_contain_text("One card was taken back.")
    assert decided(house) in (_REVIEWED, _REVIEWED - 1), "only the withdrawn answer's decision may be gone"
    look(phone, "13 corrected")


def reload_until(page: Page, text: str | re.Pattern[str]) -> None:
    def there() -> bool:
        page.reload()
        return bool(page.get_by_text(text).count())

    wait_until(there, _PATIENCE_S, every=1, what=str(text))


def responses(house: House) -> int:
    """How many responses the event's figures hold."""
    counts = tables.survey_counts.c
    with house.reports.database.read() as connection:
        return connection.execute(select(counts.responses).where(counts.survey == "event")).scalar_one_or_none() or 0


def decided(house: House) -> int:
    """How many answers people decided about."""
    with house.reports.database.read() as connection:
        return connection.execute(select(func.count()).select_from(decisions)).scalar_one()


def models(house: House) -> int:
    """By how many models the answers with words are coded."""
    answer = tables.answers.c
    found = select(func.count(answer.model.distinct())).where(answer.text != "", answer.codebook.is_not(None))
    with house.reports.database.read() as connection:
        return connection.execute(found).scalar_one()


def waiting(house: House) -> bool:
    """Whether figures are still to be counted anew."""
    with house.reports.recoding.codebooks.read() as shelf:
        return bool(shelf.recounts())


def look(page: Page, name: str) -> None:
    """Keep a picture where somebody asked for pictures."""
    if folder := os.environ.get("ADBORTH_SCREENSHOTS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(folder) / f"event {name}.png", full_page=True)
