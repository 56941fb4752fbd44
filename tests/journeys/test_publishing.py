"""From a card to a public quote and back, in a real browser: masked, approved by two people, published, taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from services.embedded import Embedded, House
from shared.identity.access import Role
from tests.support.event_stage import at_work, house_in, send_cards, team
from tests.support.pages.steps import send
from tests.support.serving import served

_WORDS = "Ann Jones of Bangor says it: we never have protected time to improve anything on our ward"
_SECRETS = ("Ann", "Jones", "Bangor")
_SEEN = "we never have protected time to improve anything"
_TOMBSTONE = "A quote that stood here was withdrawn by the person who wrote it."


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with house_in(tmp_path) as made:
        yield made


@pytest.fixture
def embedded(house: House) -> Embedded:
    return Embedded(house)


@pytest.fixture
def address(embedded: Embedded) -> Iterator[str]:
    with served(embedded.app()) as place:
        yield place


def carry_all(embedded: Embedded) -> None:
    while embedded.waiting():
        embedded.carry()


def others(house: House) -> None:
    send_cards(house, "journey", [f"More protected time, say {number} of us" for number in range(6)])


def send_card(phone: Page, address: str) -> str:
    """Send a card that permits quoting; where its receipt leads."""
    phone.goto(f"{address}/s/journey?lang=en")
    phone.locator("#q_support").fill(_WORDS)
    phone.get_by_label("Yes, without my name").check()
    send("#card")(phone)
    return phone.get_by_role("link", name="Look at your card").get_attribute("href") or ""


def mask_and_approve(page: Page, address: str) -> None:
    page.goto(f"{address}/team/reports/journey?lang=en")
    page.get_by_role("link", name="Publish these findings").click()
    page.get_by_role("link", name="Look at answers and choose quotes").click()
    page.get_by_role("link", name="Time and space").click()
    page.get_by_role("link", name="Look and decide").click()
    for word in _SECRETS:
        page.locator(".pb-word", has_text=word).locator("input").check()
    page.get_by_role("button", name="Show it like that").click()
    for word in _SECRETS:
        expect(page.locator("#quoted")).not_to_contain_text(word)
    page.get_by_role("button", name="Approve").click()
    expect(page.locator(".nhsuk-tag").first).to_have_text("Approved")


def ask_for_a_second_person(owner: Page, address: str) -> None:
    owner.goto(f"{address}/team/reports/journey/publication/rules?lang=en")
    owner.get_by_label("Somebody else than whoever changed the draft last").check()
    owner.get_by_role("button", name="Save").click()


def approve_and_publish(editor: Page, owner: Page, address: str) -> None:
    editor.goto(f"{address}/team/reports/journey/publication?lang=en")
    editor.locator("#introduction-en").fill("What the hall told us.")
    editor.get_by_role("button", name="Save").click()
    expect(editor.get_by_role("button", name="Approve")).to_have_count(0)
    owner.goto(f"{address}/team/reports/journey/publication?lang=en")
    owner.get_by_role("button", name="Approve").click()
    expect(owner.locator(".nhsuk-tag").first).to_have_text("Approved")
    editor.reload()
    editor.get_by_role("button", name="Publish for everybody").click()
    expect(editor.locator("h1")).to_have_text("Your improvement journey")


def read_the_quote(phone: Page, receipt: str) -> None:
    phone.goto(receipt)
    phone.locator("a[href^='/p/journey/1']").click()
    expect(phone.locator("#q1 blockquote")).to_contain_text(_SEEN)
    content = phone.content()
    assert not [word for word in _SECRETS if word in content]
    assert phone.context.cookies() == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_quote_is_masked_approved_published_and_taken_back(
    address: str, embedded: Embedded, house: House, court_browser: Browser
) -> None:
    sessions = team(house)
    phone = court_browser.new_context(viewport={"width": 320, "height": 640}, service_workers="block").new_page()
    receipt = send_card(phone, address)
    others(house)
    carry_all(embedded)
    editor, owner = (at_work(court_browser, address, sessions[role]) for role in (Role.EDITOR, Role.OWNER))
    ask_for_a_second_person(owner, address)
    mask_and_approve(editor, address)
    approve_and_publish(editor, owner, address)
    carry_all(embedded)
    read_the_quote(phone, f"{address}{receipt}" if receipt.startswith("/") else receipt)

    phone.go_back()
    phone.get_by_role("link", name="Take this card back").click()
    phone.get_by_role("button", name="Yes, take my card back").click()
    carry_all(embedded)
    phone.goto(f"{address}/p/journey/1")
    expect(phone.locator("#q1")).to_have_text(_TOMBSTONE)
    expect(phone.locator("main")).not_to_contain_text(_SEEN)
    expect(phone.locator(".ad-figures dd").first).to_have_text("7")
