"""The form by keyboard alone: every stop is reached in order and is seen, mistakes are jumped to, cards are sent."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from services.intake.adapters.survey_files import builtin_survey_files
from tests.support.pages.intake_cards import cards_of
from tests.support.pages.keyboard import answer, expected_stops, stop, tab_to, walk
from tests.support.pages.stand import Stand

FORMS = ["card", "every-kind", *(path.stem for path in builtin_survey_files())]
_RECEIPT = ".nhsuk-panel .nhsuk-heading-m"
_SEND = "#card button.nhsuk-button"


@pytest.fixture(params=["en", "cy"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def page(court_browser: Browser) -> Iterator[Page]:
    context = court_browser.new_context(viewport={"width": 320, "height": 480}, service_workers="block")
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("form", FORMS)
def test_tab_leads_through_the_whole_form_and_back(stand: Stand, page: Page, form: str, language: str) -> None:
    page.goto(f"{stand.address}/s/{form}?lang={language}", wait_until="networkidle")
    expected = expected_stops(page)
    there = walk(page, len(expected))
    assert [each.key for each in there] == expected
    back = walk(page, len(expected) - 1, "Shift+Tab")
    assert [each.key for each in reversed(back)] == expected[:-1]
    assert [each.markup for each in [*there, *back] if not each.seen] == []


def test_the_skip_link_leads_past_the_header(stand: Stand, page: Page) -> None:
    page.goto(f"{stand.address}/s/card?lang=en")
    page.keyboard.press("Tab")
    expect(page.locator(".nhsuk-skip-link")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#maincontent")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#q_next")).to_be_focused()


def test_a_mistake_is_told_jumped_to_and_mended(stand: Stand, page: Page, language: str) -> None:
    page.goto(f"{stand.address}/s/card?lang={language}", wait_until="networkidle")
    before = cards_of(stand.house.intake, "card")
    tab_to(page, _SEND)
    page.keyboard.press("Enter")
    expect(page.locator(".nhsuk-error-summary")).to_be_focused()
    expect(page.locator(".nhsuk-error-summary")).to_be_in_viewport()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#q_next")).to_be_focused()
    expect(page.locator("#q_next")).to_be_in_viewport(ratio=0.5)
    page.keyboard.type("Amser\nMwy o amser")
    tab_to(page, _SEND)
    page.keyboard.press("Space")
    expect(page.locator(_RECEIPT)).to_be_visible()
    assert [each["q_next"] for each in cards_of(stand.house.intake, "card")[len(before) :]] == ["Amser\nMwy o amser"]


@pytest.mark.parametrize("form", FORMS)
def test_a_card_is_filled_in_and_sent(stand: Stand, page: Page, form: str, language: str) -> None:
    page.goto(f"{stand.address}/s/{form}?lang={language}", wait_until="networkidle")
    asked = {question.key for question in stand.survey(form).questions if question.kind != "hidden"}
    before = cards_of(stand.house.intake, form)
    while not page.locator(f"{_SEND}:focus").count():
        page.keyboard.press("Tab")
        here = stop(page)
        assert here is not None, "the button is not reached"
        assert here.seen, here.markup
        if here.form == "card":
            answer(page, here)
    page.keyboard.press("Enter")
    expect(page.locator(_RECEIPT)).to_be_visible()
    expect(page.locator(".nhsuk-panel h1")).to_be_focused()
    (card,) = cards_of(stand.house.intake, form)[len(before) :]
    assert set(card) <= asked
    assert len(card) >= len(asked) / 2
