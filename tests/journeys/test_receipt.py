"""Somebody sends a card, comes back with the receipt from their notes, sees how it was read and takes it back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from services.embedded import Embedded, House
from tests.integration.intake.kept import answers_in
from tests.support.pages.steps import send
from tests.support.serving import served


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = House(tmp_path)
    made.migrate()
    made.prepare()
    yield made
    made.close()


@pytest.fixture
def embedded(house: House) -> Embedded:
    return Embedded(house)


@pytest.fixture
def address(embedded: Embedded) -> Iterator[str]:
    with served(embedded.app()) as place:
        yield place


@pytest.fixture(params=[True, False], ids=["with-script", "no-script"])
def phone(request: pytest.FixtureRequest, court_browser: Browser) -> Iterator[Page]:
    context = court_browser.new_context(
        viewport={"width": 320, "height": 640}, java_script_enabled=request.param, service_workers="block"
    )
    yield context.new_page()
    context.close()


def carry_all(embedded: Embedded) -> None:
    while embedded.waiting():
        embedded.carry()


def send_card(phone: Page, address: str) -> str:
    """Fill in a card, post it as a browser without scripts does, and give the receipt that the thanks show."""
    phone.goto(f"{address}/s/journey?lang=en")
    phone.locator("#q_support").fill("We never have protected time to improve anything on our ward")
    send("#card")(phone)
    expect(phone.locator("h1")).to_have_text("Thank you, your card is stored")
    picture = phone.get_by_role("img", name="QR code that leads to your card")
    assert picture.evaluate("img => img.decode().then(() => img.naturalWidth)") > 0
    return phone.locator(".nhsuk-panel .nhsuk-heading-m").inner_text()


def enter(phone: Page, code: str) -> None:
    """Type a receipt and ask for the card."""
    phone.get_by_label("The code of your receipt").fill(code)
    phone.get_by_role("button", name="Show my card").click()


def stands(phone: Page, told: str) -> None:
    """See where the card stands."""
    expect(phone.locator("h1")).to_have_text("Your card")
    expect(phone.locator(".nhsuk-tag")).to_have_text(told)


def test_a_card_is_found_again_and_shown_as_it_was_read(address: str, embedded: Embedded, phone: Page) -> None:
    receipt = send_card(phone, address).replace("-", " ").lower()
    phone.goto(f"{address}/r?lang=en")
    enter(phone, receipt[:-1] + "u")
    phone.get_by_role("link", name="This code has a typing error.").click()
    enter(phone, receipt)
    stands(phone, "Waiting")
    carry_all(embedded)
    phone.reload()
    stands(phone, "Read")
    expect(phone.locator("figcaption")).to_contain_text("Time and space")
    expect(phone.locator("mark").first).to_be_visible()
    phone.get_by_role("link", name="Cymraeg").click()
    expect(phone.locator("figcaption")).to_contain_text("Amser")
    expect(phone.locator("blockquote")).to_have_attribute("lang", "en")


def test_a_card_is_taken_back_after_a_second_thought(
    address: str, embedded: Embedded, house: House, phone: Page
) -> None:
    send_card(phone, address)
    phone.get_by_role("link", name="Look at your card").click()
    phone.get_by_role("link", name="Take this card back").click()
    phone.get_by_role("link", name="No, keep my card").click()
    expect(phone.locator("blockquote")).to_contain_text("protected time")
    phone.get_by_role("link", name="Take this card back").click()
    phone.get_by_role("button", name="Yes, take my card back").click()
    for _ in range(2):
        stands(phone, "Taken back")
        expect(phone.locator("main")).not_to_contain_text("protected")
        assert answers_in(house.intake) == [{}]
        # The card's own messages arrive after the withdrawal: nothing of it comes back.
        carry_all(embedded)
        phone.reload()


def test_a_card_that_the_pages_own_script_sent_bears_the_same_receipt(address: str, court_browser: Browser) -> None:
    phone = court_browser.new_page(viewport={"width": 320, "height": 640})
    phone.goto(f"{address}/s/journey?lang=en")
    phone.locator("#q_support").fill("A coach")
    phone.get_by_role("button", name="Send your card").click()
    expect(phone.locator("h1")).to_have_text("Thank you, your card is stored")
    picture = phone.get_by_role("img", name="QR code that leads to your card")
    assert picture.evaluate("img => img.decode().then(() => img.naturalWidth)") > 0
    receipt = phone.locator("[data-receipt]").inner_text()
    phone.get_by_role("link", name="See your card, or take it back").click()
    expect(phone.locator("main")).to_contain_text(receipt)
    expect(phone.locator("blockquote")).to_have_text("A coach")
    phone.close()


def test_everything_is_reached_by_keyboard(address: str, court_browser: Browser) -> None:
    page = court_browser.new_page(viewport={"width": 1280, "height": 800})
    receipt = send_card(page, address)
    page.goto(f"{address}/r?lang=en")
    page.locator("#code").focus()
    page.keyboard.type(receipt)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Your card")
    tab_to(page, "Take this card back")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Take your card back?")
    tab_to(page, "Yes, take my card back")
    page.keyboard.press("Enter")
    expect(page.locator(".nhsuk-tag")).to_have_text("Taken back")
    page.close()


def test_the_thanks_fit_on_paper_with_code_and_picture(address: str, court_browser: Browser) -> None:
    page = court_browser.new_page(viewport={"width": 700, "height": 900})
    receipt = send_card(page, address)
    page.emulate_media(media="print")
    expect(page.get_by_text(receipt)).to_be_visible()
    expect(page.get_by_role("img", name="QR code that leads to your card")).to_be_visible()
    expect(page.get_by_text("or type the code at 127.0.0.1")).to_be_visible()
    page.close()


def tab_to(page: Page, name: str) -> None:
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText.trim()") == name:
            return
    raise AssertionError(f"{name} can't be reached by keyboard")
