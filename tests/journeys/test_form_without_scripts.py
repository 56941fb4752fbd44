"""The form in a browser that runs no scripts: filled in, refused, turned into the other language, sent, looked at."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.pages.intake_cards import cards_of
from tests.support.pages.stand import Stand

_WORDS = "Dwy awr yr wythnos\nfor the whole team <b>&amp;"


@pytest.fixture
def page(court_browser: Browser) -> Iterator[Page]:
    context = court_browser.new_context(viewport={"width": 320, "height": 640}, java_script_enabled=False)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def test_a_card_is_refused_turned_mended_and_sent(stand: Stand, page: Page) -> None:
    before = cards_of(stand.house.intake, "card")
    page.goto(f"{stand.address}/s/card?lang=en")
    page.fill("#q_role", "x" * 10_000)
    page.fill("#q_next", _WORDS)
    page.click("#card button.nhsuk-button")
    expect(page.locator(".nhsuk-error-summary h2")).to_have_text("There is a problem")
    page.click(".nhsuk-error-summary a")
    expect(page.locator("#q_role")).to_be_focused()
    page.click(".ad-language")
    expect(page.locator("html")).to_have_attribute("lang", "cy")
    expect(page.locator("#q_next")).to_have_value(_WORDS)
    expect(page.locator("#q_role")).to_have_value("x" * 10_000)
    page.fill("#q_role", "nyrs")
    page.click("#card button.nhsuk-button")
    expect(page.locator(".nhsuk-panel h1")).to_contain_text("Diolch")
    receipt = page.locator(".nhsuk-panel .nhsuk-heading-m").inner_text()
    page.click(".ad-language")
    expect(page.locator(".nhsuk-panel h1")).to_contain_text("Thank you")
    expect(page.locator(".nhsuk-panel .nhsuk-heading-m")).to_have_text(receipt)
    assert cards_of(stand.house.intake, "card")[len(before) :] == [{"q_next": _WORDS, "q_role": "nyrs"}]
    page.goto(f"{stand.address}/r/{receipt}?lang=cy")
    expect(page.locator("main")).to_contain_text("for the whole team <b>&amp;")


def test_nothing_of_what_only_scripts_can_do_is_seen(stand: Stand, page: Page) -> None:
    page.goto(f"{stand.address}/s/card?lang=en")
    expect(page.locator("#card button.nhsuk-button")).to_be_visible()
    assert page.locator("#phone *:visible").count() == 0
