"""Three codes are answered and published; a reader comments, sees it shown and takes it back: in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from services.embedded import Embedded, House
from shared.identity.application.set_up import accept_link, make_owner_link
from shared.identity.config import read_settings
from shared.identity.domain.people import Details
from shared.identity.main import build_identity
from tests.support.identity.stage import PlainHasher
from tests.support.reports.making import parcel, published
from tests.support.reports.publishing import quotable
from tests.support.serving import served

_PASSWORD = "correct horse battery"
_CODES = {"time_and_space": "We did", "resources": "We will", "shared_learning": "We won't, because"}
_TEAM = "/team/reports/journey"
_WORDS = "Thank you for telling us what comes of it."


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = House(tmp_path)
    made.identity = build_identity(read_settings(tmp_path), hasher=PlainHasher())
    made.migrate()
    made.prepare()
    said = [quotable(f"r{n}", f"Words of number {n}", codes=tuple(_CODES), consents=()) for n in range(8)]
    made.reports.consumer([parcel(each) for each in (published(), *said)])
    yield made
    made.close()


@pytest.fixture
def address(house: House) -> Iterator[str]:
    with served(Embedded(house).app()) as place:
        yield place


def owner_at_work(browser: Browser, address: str, house: House) -> Page:
    desk = house.identity.desk
    link = desk.told(make_owner_link(desk)) or ""
    details = Details("Olwen Rees", "olwen@example.org", _PASSWORD, _PASSWORD)
    session = desk.told(accept_link(link, details, desk))
    context = browser.new_context(viewport={"width": 1280, "height": 900}, service_workers="block")
    context.add_cookies([{"name": "adborth_session", "value": session, "url": address}])
    return context.new_page()


def owe_answers_and_take_comments(page: Page, address: str) -> None:
    page.goto(f"{address}{_TEAM}?lang=en")
    page.get_by_role("link", name="You said, we did").click()
    page.get_by_role("link", name="Rules of answering and comments").click()
    page.get_by_label("Those found in many responses").check()
    page.locator("#level").fill("5")
    page.get_by_label("Yes; each comment is shown only after").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Answer owed")).to_have_count(3)


def answer(page: Page, address: str, code: str, state: str) -> None:
    page.goto(f"{address}{_TEAM}/answers/to/{code}?lang=en")
    page.get_by_label(state, exact=True).check()
    page.locator("#text-en").fill(f"What we say to {code}")
    page.locator("#owner").fill("Gwen Ellis")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(f"#code-{code}")).to_contain_text(f"What we say to {code}")


def publish(page: Page, address: str) -> None:
    page.goto(f"{address}{_TEAM}/publication?lang=en")
    page.get_by_role("button", name="Approve").click()
    page.get_by_role("button", name="Publish for everybody").click()
    for code in _CODES:
        expect(page.locator("main")).to_contain_text(f"What we say to {code}")
    expect(page.locator("main")).not_to_contain_text("Gwen Ellis")


def comment(phone: Page, address: str) -> str:
    """Send a comment; the link to take it back by."""
    phone.goto(f"{address}/p/journey/1?lang=en")
    phone.get_by_role("link", name="Leave a comment").click()
    phone.locator("#words").fill(_WORDS)
    phone.locator("#email").fill("sian@example.org")
    phone.get_by_role("button", name="Cymraeg").click()
    expect(phone.locator("#words")).to_have_value(_WORDS)
    phone.wait_for_timeout(2_100)
    phone.get_by_role("button", name="Anfon y sylw").click()
    expect(phone.locator("h1")).to_have_text("Anfonwyd eich sylw")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    assert phone.context.cookies() == []
    return phone.locator("#take-back").get_attribute("href") or ""


def test_three_codes_are_answered_before_publishing_and_a_comment_comes_and_goes(
    address: str, house: House, court_browser: Browser
) -> None:
    owner = owner_at_work(court_browser, address, house)
    context = court_browser.new_context(
        viewport={"width": 320, "height": 640}, service_workers="block", java_script_enabled=False
    )
    phone = context.new_page()
    owe_answers_and_take_comments(owner, address)
    owner.goto(f"{address}{_TEAM}/publication?lang=en")
    owner.get_by_role("button", name="Approve").click()
    expect(owner.locator("main")).to_contain_text("These codes have no answer yet")
    expect(owner.get_by_role("button", name="Publish for everybody")).to_have_count(0)
    for code, state in _CODES.items():
        answer(owner, address, code, state)
    publish(owner, address)

    link = comment(phone, address)
    phone.goto(f"{address}/p/journey/1?lang=en")
    expect(phone.locator("main")).not_to_contain_text(_WORDS)
    owner.goto(f"{address}{_TEAM}/comments?lang=en")
    owner.get_by_role("button", name="Approve").click()
    expect(owner.locator("main")).to_contain_text("Nothing waits.")
    phone.reload()
    expect(phone.locator("main")).to_contain_text(_WORDS)
    assert "sian@example.org" not in phone.content()

    phone.goto(f"{address}{link}?lang=en")
    phone.get_by_role("button", name="Yes, take my comment back").click()
    expect(phone.locator("h1")).to_have_text("Your comment was taken back")
    phone.goto(f"{address}/p/journey/1?lang=en")
    expect(phone.locator("main")).not_to_contain_text(_WORDS)
