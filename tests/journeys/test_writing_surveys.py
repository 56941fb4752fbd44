"""An event team writes, publishes and closes a survey in a real browser: by mouse, by keyboard alone, and as two."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from services.intake.application.publish_survey import publish_survey
from services.intake.main import Intake
from tests.support.intake import opened_intake
from tests.support.pages.intake_cards import cards_of
from tests.support.pages.keyboard import tab_to
from tests.support.paper_web import NamedCallers
from tests.support.serving import served
from tests.support.surveys import a_survey

SURVEYS = "/team/surveys?lang=en"
Open = Callable[..., Page]


@pytest.fixture
def intake(tmp_path: Path) -> Iterator[Intake]:
    with opened_intake(f"sqlite:///{tmp_path}/intake.db") as made:
        publish_survey(a_survey(), uow=made.desk.open_unit(), clock=made.clock)
        yield made


@pytest.fixture
def address(intake: Intake) -> Iterator[str]:
    with served(intake.web_app(NamedCallers())) as place:
        yield place


@pytest.fixture
def open_as(address: str, court_browser: Browser) -> Iterator[Open]:
    opened = []

    def open_page(who: str = "", *, scripts: bool = True) -> Page:
        context = court_browser.new_context(
            base_url=address, locale="en-GB", java_script_enabled=scripts, service_workers="block"
        )
        context.set_default_timeout(10_000)
        if who:
            context.add_cookies([{"name": "test_caller", "value": f"{who}/editor", "url": address}])
        opened.append(context)
        return context.new_page()

    yield open_page
    for context in opened:
        context.close()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).click()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_from_a_template_to_answers_and_the_closing(intake: Intake, open_as: Open, *, scripts: bool) -> None:
    team, delegate = open_as("olwen", scripts=scripts), open_as(scripts=scripts)
    begin_from_a_template(team)
    change_a_question(team)
    look_at_the_welsh(team)
    follow(team, "Check and publish")
    expect(team.get_by_text("Cymraeg:")).to_contain_text("not checked by a translator")
    press(team, "Publish")
    expect(team.get_by_role("status")).to_have_text("Version 1 is published.")
    delegate.goto("/s/spring-event?lang=en")
    delegate.get_by_label("What did you try this spring?").fill("Huddles at the bedside")
    delegate.get_by_role("button", name="Send your card").click()
    expect(delegate.get_by_role("heading", level=1).first).to_contain_text("Thank you")
    assert [card["q_journey"] for card in cards_of(intake, "spring-event")] == ["Huddles at the bedside"]
    press(team, "Close now")
    expect(team.get_by_text("Closed since")).to_be_visible()
    delegate.goto("/s/spring-event?lang=en")
    expect(delegate.get_by_role("heading", level=1)).to_have_text("This survey has closed")


def begin_from_a_template(team: Page) -> None:
    team.goto(SURVEYS)
    follow(team, "Start a survey")
    team.get_by_label("Template: Your improvement journey").check()
    team.get_by_label("Title in English").fill("Spring event")
    team.get_by_label("Title in Welsh").fill("Digwyddiad y gwanwyn")
    press(team, "Start")


def change_a_question(team: Page) -> None:
    team.get_by_role("link", name=re.compile("^Edit ?: question 1$")).click()
    team.locator("#text-en").fill("What did you try this spring?")
    team.locator("#text-cy").fill("Beth wnaethoch chi roi cynnig arno y gwanwyn hwn?")
    press(team, "Save and go back")


def look_at_the_welsh(team: Page) -> None:
    follow(team, "Preview")
    team.get_by_role("link", name="Cymraeg").last.click()
    expect(team.get_by_role("heading", level=1)).to_have_text("Digwyddiad y gwanwyn")
    expect(team.get_by_text("Beth wnaethoch chi roi cynnig arno y gwanwyn hwn?")).to_be_visible()
    expect(team.get_by_role("button", name="Anfon eich cerdyn")).to_be_disabled()
    team.goto("/team/surveys/spring-event?lang=en")


def test_a_double_keeps_the_questions(open_as: Open) -> None:
    team = open_as("olwen")
    team.goto("/team/surveys/card?lang=en")
    follow(team, "Make a double of it")
    expect(team.get_by_label("Double of: A card")).to_be_checked()
    team.get_by_label("Title in English").fill("A second card")
    press(team, "Start")
    expect(team.get_by_role("heading", level=1)).to_have_text("A second card")
    expect(team.locator(".in-questions > li")).to_have_count(2)


def test_whoever_saves_second_sees_both_and_loses_nothing(open_as: Open) -> None:
    olwen, mair = open_as("olwen"), open_as("mair")
    for page in (olwen, mair):
        page.goto("/team/surveys/card/questions/1?lang=en")
    mair.locator("#text-en").fill("What is next for your team?")
    press(mair, "Save")
    olwen.locator("#help-en").fill("One thing is enough.")
    press(olwen, "Save")
    summary = olwen.locator(".nhsuk-error-summary")
    expect(summary).to_contain_text("Somebody saved this while you were typing")
    expect(summary).to_be_focused()
    expect(olwen.get_by_role("table")).to_contain_text("What is next for your team?")
    expect(olwen.locator("#help-en")).to_have_value("One thing is enough.")
    olwen.locator("#text-en").fill("What is next for your team?")
    press(olwen, "Save")
    expect(olwen.get_by_role("status")).to_have_text("Saved in the draft.")
    mair.reload()
    expect(mair.locator("#help-en")).to_have_value("One thing is enough.")


def type_at(page: Page, selector: str, words: str) -> None:
    tab_to(page, selector)
    page.keyboard.type(words)


def enter(page: Page, selector: str) -> None:
    tab_to(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_survey_is_written_and_published_by_keyboard_alone(intake: Intake, open_as: Open) -> None:
    team = open_as("olwen")
    team.goto("/team/surveys/new?lang=en")
    type_at(team, "#title-en", "Keys")
    type_at(team, "#title-cy", "Bysellau")
    team.keyboard.press("Enter")
    team.wait_for_url("**/team/surveys/keys**")
    enter(team, "a[href*='/questions/new']")
    type_at(team, "#text-en", "Which role?")
    type_at(team, "#text-cy", "Pa rôl?")
    tab_to(team, "[name=type]")
    for _ in range(2):
        team.keyboard.press("ArrowDown")
    enter(team, "main form button")
    for number, (english, welsh) in enumerate((("Nurse", "Nyrs"), ("Doctor", "Meddyg")), 1):
        enter(team, "#option-add")
        type_at(team, f"#option-{number}-text-en", english)
        type_at(team, f"#option-{number}-text-cy", welsh)
    enter(team, "[value=option-up-2]")
    expect(team.locator("#option-1-text-en")).to_have_value("Doctor")
    enter(team, "[value=back]")
    enter(team, "a[href*='/publish']")
    enter(team, "#publish button")
    expect(team.get_by_role("status")).to_have_text("Version 1 is published.")
    survey = intake.desk.letterbox.survey("keys")
    assert survey is not None
    assert [option.key for option in survey.questions[0].options] == ["doctor", "nurse"]
