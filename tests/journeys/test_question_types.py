"""A form with every type of question in a real browser: logic, own words and dates, with and without JavaScript."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect, sync_playwright
from sqlalchemy import select

from services.intake.adapters.survey_documents import survey_from
from services.intake.adapters.tables import RESPONSES
from services.intake.application.publish_survey import publish_survey
from services.intake.main import Intake
from tests.integration.intake.kept import answers_in
from tests.support.intake import NobodySignedIn, opened_intake
from tests.support.serving import served

EVERY_TYPE = Path("tests/integration/intake/every_type.yaml")
WHY = "Why not?"


@pytest.fixture
def intake(tmp_path: Path) -> Iterator[Intake]:
    with opened_intake(f"sqlite:///{tmp_path}/intake.db") as made:
        survey = survey_from(yaml.safe_load(EVERY_TYPE.read_text(encoding="utf-8")))
        publish_survey(survey, uow=made.desk.open_unit(), clock=made.clock)
        yield made


@pytest.fixture
def address(intake: Intake) -> Iterator[str]:
    with served(intake.web_app(NobodySignedIn())) as place:
        yield f"{place}/s/every-type?lang=en&source=poster"


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(chromium), args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(params=[True, False], ids=["with-script", "no-script"])
def scripted(request: pytest.FixtureRequest) -> bool:
    return request.param


@pytest.fixture
def phone(scripted: bool, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 320, "height": 640}, java_script_enabled=scripted)
    yield context.new_page()
    context.close()


def test_every_type_is_filled_in_and_stored(address: str, intake: Intake, phone: Page) -> None:
    phone.goto(address)
    phone.locator("#q_role-other").fill("porter")
    phone.get_by_label("Time").check()
    phone.get_by_label("Money").check()
    phone.get_by_label("5 – Very much").check()
    phone.get_by_role("group", name="Would you come again?").get_by_label("No").check()
    phone.get_by_label(WHY).fill("Too long")
    for name, number in (("Day", "1"), ("Month", "3"), ("Year", "2026")):
        phone.get_by_label(name).fill(number)
    phone.get_by_role("group", name="May we quote you?").get_by_label("Yes").check()
    phone.get_by_role("button", name="Send your card").click()
    expect(phone.locator("h1").filter(visible=True)).to_contain_text("Thank you")
    assert answers_in(intake) == [
        {
            "q_role": "other: porter",
            "q_what": "time\nmoney",
            "q_how": "5",
            "q_again": "no",
            "q_why": "Too long",
            "q_when": "2026-03-01",
            "q_use": "quote",
        }
    ]
    with intake.database.read() as connection:
        attributes = connection.execute(select(RESPONSES.c.attributes)).scalar_one()
    assert attributes == {"source": "poster", "q_role": "other", "q_how": "5"}


def test_what_is_not_asked_is_neither_seen_nor_sent_with_a_script(
    address: str, intake: Intake, phone: Page, scripted: bool
) -> None:
    phone.goto(address)
    again = phone.get_by_role("group", name="Would you come again?")
    if scripted:
        expect(phone.get_by_label(WHY)).to_be_hidden()
    again.get_by_label("No").check()
    phone.get_by_label(WHY).fill("Second thoughts")
    again.get_by_label("Yes").check()
    expect(phone.get_by_label(WHY)).to_be_visible(visible=not scripted)
    phone.get_by_role("group", name="May we quote you?").get_by_label("Yes").check()
    phone.get_by_role("button", name="Send your card").click()
    expect(phone.locator("h1").filter(visible=True)).to_contain_text("Thank you")
    [answers] = answers_in(intake)
    assert ("q_why" in answers) is not scripted
