"""A delegate's way through the form in a real browser, on a narrow phone, with and without JavaScript."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from services.intake.application.publish_survey import publish_survey
from services.intake.main import Intake
from tests.integration.intake.kept import answers_in
from tests.support.intake import NobodySignedIn, opened_intake
from tests.support.serving import served
from tests.support.surveys import a_survey


@pytest.fixture
def intake(tmp_path: Path) -> Iterator[Intake]:
    with opened_intake(f"sqlite:///{tmp_path}/intake.db") as made:
        made.start()
        publish_survey(a_survey(), uow=made.desk.open_unit(), clock=made.clock)
        yield made


@pytest.fixture
def address(intake: Intake) -> Iterator[str]:
    with served(intake.web_app(NobodySignedIn())) as place:
        yield place


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(chromium), args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(params=[True, False], ids=["with-script", "no-script"])
def phone(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 320, "height": 640}, java_script_enabled=request.param)
    yield context.new_page()
    context.close()


def test_a_card_is_begun_in_english_and_sent_in_welsh(address: str, intake: Intake, phone: Page) -> None:
    phone.goto(f"{address}/s/journey?lang=en")
    phone.get_by_label("What support do you need?").fill("Two hours a week\nfor the whole team")
    phone.get_by_role("button", name="Cymraeg").click()
    expect(phone.locator("h1")).to_have_text("Eich taith wella")
    expect(phone.locator("#q_support")).to_have_value("Two hours a week\nfor the whole team")
    phone.get_by_role("button", name="Anfon eich cerdyn").click()
    expect(phone.locator("h1")).to_have_text("Diolch, mae eich cerdyn wedi'i gadw")
    receipt = phone.locator(".nhsuk-panel .nhsuk-heading-m").inner_text()
    phone.get_by_role("button", name="English").click()
    expect(phone.locator("h1")).to_have_text("Thank you, your card is stored")
    expect(phone.locator(".nhsuk-panel .nhsuk-heading-m")).to_have_text(receipt)
    assert answers_in(intake) == [{"q_support": "Two hours a week\nfor the whole team"}]


def test_an_empty_card_is_mended_from_the_error_summary(address: str, intake: Intake, phone: Page) -> None:
    phone.goto(f"{address}/s/journey?lang=en")
    phone.get_by_role("button", name="Send your card").click()
    phone.get_by_role("link", name="Answer at least one question").click()
    expect(phone.locator("#q_journey")).to_be_focused()
    phone.keyboard.type("We began with one ward")
    phone.get_by_role("button", name="Send your card").click()
    expect(phone.locator("h1")).to_have_text("Thank you, your card is stored")
    assert answers_in(intake) == [{"q_journey": "We began with one ward"}]


def test_enter_in_a_one_line_answer_sends_the_card(address: str, intake: Intake, phone: Page) -> None:
    phone.goto(f"{address}/s/card?lang=en")
    phone.locator("#q_role").fill("nurse")
    phone.locator("#q_role").press("Enter")
    expect(phone.locator("h1")).to_have_text("Thank you, your card is stored")
    assert answers_in(intake) == [{"q_role": "nurse"}]
