"""Paper cards by keyboard alone, a printed card from a phone, and a tablet that people share, in a real browser."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from services.intake.application.print_cards import PrintOrder, number_cards
from services.intake.application.publish_survey import publish_survey
from services.intake.application.settle_copies import differences
from services.intake.domain.paper_cards import shown_number
from services.intake.main import Intake
from tests.integration.intake.kept import answers_in
from tests.support.intake import opened_intake
from tests.support.pages.keyboard import tab_to
from tests.support.paper_web import NamedCallers
from tests.support.serving import served
from tests.support.surveys import a_survey

TYPE_IN = "/team/surveys/card/type-in?lang=en"
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
def numbers(intake: Intake) -> list[str]:
    survey = intake.paper.survey_of("card", "default")
    order = PrintOrder(sheets=1, attributes={"event": "spring"}, double_entry=True, by="Olwen")
    batch = number_cards(order, survey, desk=intake.paper)
    with intake.paper.open_reading() as reading:
        return reading.cards.batch(batch.id)[1]


@pytest.fixture
def open_as(address: str, court_browser: Browser) -> Iterator[Open]:
    opened = []

    def open_page(who: str = "", *, scripts: bool = True) -> Page:
        context = court_browser.new_context(
            viewport={"width": 1280, "height": 800}, java_script_enabled=scripts, service_workers="block"
        )
        context.set_default_timeout(10_000)
        if who:
            context.add_cookies([{"name": "test_caller", "value": f"{who}/reviewer", "url": address}])
        opened.append(context)
        return context.new_page()

    yield open_page
    for context in opened:
        context.close()


def type_cards(page: Page, cards: dict[str, str]) -> None:
    """Type cards one after the other: the keyboard stands in the number's field whenever a page has come."""
    for number, text in cards.items():
        expect(page.locator("#card-number")).to_be_focused()
        page.keyboard.type(shown_number(number).lower())
        expect(page.locator("#number-told")).to_have_text("This number is right")
        page.keyboard.press("Enter")
        tab_to(page, "#q_next")
        page.keyboard.type(text)
        page.keyboard.press("Control+Enter")
        expect(page.get_by_role("status")).to_contain_text(shown_number(number))


def test_cards_are_typed_compared_and_decided_by_keyboard_alone(
    address: str, intake: Intake, numbers: list[str], open_as: Open
) -> None:
    first, second, third, *_ = numbers
    mair, sian = open_as("mair"), open_as("sian")
    for page, words in ((mair, "Two hours a week"), (sian, "Ten hours a week")):
        page.goto(f"{address}{TYPE_IN}")
        type_cards(page, {first: "More time", second: words, third: "Lle i gwrdd"})
    assert sorted(text["q_next"] for text in answers_in(intake)) == ["Lle i gwrdd", "More time"]
    sian.goto(f"{address}/team/surveys/card/type-in/differences?lang=en")
    tab_to(sian, "main a")
    sian.keyboard.press("Enter")
    expect(sian.locator("mark")).to_have_text(["Two", "Ten"])
    tab_to(sian, "[value=first]")
    sian.keyboard.press("Enter")
    expect(sian.locator("main")).to_contain_text("No card waits for a decision.")
    assert sorted(text["q_next"] for text in answers_in(intake)) == ["Lle i gwrdd", "More time", "Two hours a week"]


def test_a_wrong_number_is_seen_before_the_words_are_typed(address: str, numbers: list[str], open_as: Open) -> None:
    page = open_as("mair")
    page.goto(f"{address}{TYPE_IN}")
    expect(page.locator("#card-number")).to_be_focused()
    number = shown_number(numbers[0])
    page.keyboard.type(number[:-1])
    expect(page.locator("#number-told")).to_have_text("")
    page.keyboard.type("0" if number[-1] != "0" else "1")
    expect(page.locator("#number-told")).to_have_text("A character of this number must be wrong")


def test_cards_are_typed_without_scripts_too(address: str, intake: Intake, numbers: list[str], open_as: Open) -> None:
    page = open_as("mair", scripts=False)
    page.goto(f"{address}{TYPE_IN}")
    page.fill("#card-number", numbers[0])
    page.fill("#q_next", "More time")
    page.click("main form button")
    expect(page.get_by_role("status")).to_contain_text("kept until a second person has typed it.")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_printed_card_sent_by_phone_counts_once_with_its_paper(
    address: str, intake: Intake, numbers: list[str], open_as: Open, scripts: bool
) -> None:
    phone, desk = open_as(scripts=scripts), open_as("mair")
    phone.goto(f"{address}/s/card?card={numbers[0]}&lang=en", wait_until="networkidle")
    phone.fill("#q_next", "More time")
    phone.click("#card button.nhsuk-button")
    expect(phone.locator("h1")).to_have_text("Thank you, your card is stored")
    desk.goto(f"{address}{TYPE_IN}")
    type_cards(desk, {numbers[0]: "More time"})
    expect(desk.get_by_role("status")).to_contain_text("confirmed, it counts once.")
    assert answers_in(intake) == [{"q_next": "More time"}]
    # The next person on this phone has no printed card.
    phone.get_by_text("Fill in another card").click()
    phone.fill("#q_next", "Somebody else")
    phone.click("#card button.nhsuk-button")
    expect(phone.locator("h1")).to_have_text("Thank you, your card is stored")
    assert sorted(text["q_next"] for text in answers_in(intake)) == ["More time", "Somebody else"]
    assert differences(intake.paper.survey_of("card", "default"), desk=intake.paper) == []


@pytest.fixture
def tablet(address: str, open_as: Open) -> Page:
    page = open_as()
    page.clock.install()
    page.goto(f"{address}/s/card?kiosk=1&lang=en", wait_until="networkidle")
    return page


def pass_seconds(page: Page, seconds: int) -> None:
    page.clock.run_for(seconds * 1000)


def test_what_somebody_left_on_a_tablet_is_cleared_after_a_warning(tablet: Page, intake: Intake) -> None:
    tablet.fill("#q_next", "Half a thought")
    pass_seconds(tablet, 80)
    expect(tablet.locator("dialog")).to_be_hidden()
    pass_seconds(tablet, 15)
    expect(tablet.locator("dialog")).to_be_visible()
    tablet.keyboard.press("Shift")
    expect(tablet.locator("dialog")).to_be_hidden()
    pass_seconds(tablet, 80)
    expect(tablet.locator("#q_next")).to_have_value("Half a thought")
    pass_seconds(tablet, 31)
    expect(tablet.locator("#q_next")).to_have_value("")
    assert answers_in(intake) == []


def test_nobody_is_hurried_who_has_not_begun(tablet: Page) -> None:
    pass_seconds(tablet, 300)
    expect(tablet.locator("dialog")).to_be_hidden()


def test_after_a_card_the_tablet_is_empty_for_the_next_person(tablet: Page, intake: Intake) -> None:
    tablet.fill("#q_next", "From the hall")
    tablet.click("#card button.nhsuk-button")
    expect(tablet.locator("h1")).to_have_text("Thank you, your card is stored")
    pass_seconds(tablet, 2)
    expect(tablet.locator("#kiosk-next")).to_be_visible()
    pass_seconds(tablet, 25)
    expect(tablet.locator("h1")).to_have_text("A card")
    expect(tablet.locator("#q_next")).to_have_value("")
    assert answers_in(intake) == [{"q_next": "From the hall"}]
    assert "From the hall" not in tablet.content()


def test_who_wants_to_note_their_receipt_stays(tablet: Page) -> None:
    tablet.fill("#q_next", "From the hall")
    tablet.click("#card button.nhsuk-button")
    expect(tablet.locator("h1")).to_have_text("Thank you, your card is stored")
    pass_seconds(tablet, 2)
    tablet.click("#kiosk-keep")
    pass_seconds(tablet, 120)
    expect(tablet.locator("h1")).to_have_text("Thank you, your card is stored")
    tablet.get_by_role("link", name="Empty form for the next person").click()
    expect(tablet.locator("h1")).to_have_text("A card")


def test_a_tablet_without_scripts_has_a_way_to_the_empty_form(address: str, open_as: Open) -> None:
    page = open_as(scripts=False)
    page.goto(f"{address}/s/card?kiosk=1&lang=en")
    page.fill("#q_next", "From the hall")
    page.click("#card button.nhsuk-button")
    page.get_by_role("link", name="Empty form for the next person").click()
    expect(page.locator("#q_next")).to_have_value("")
