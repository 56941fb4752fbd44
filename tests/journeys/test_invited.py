"""Somebody who was invited answers by their link, with and without JavaScript, and finds it used afterwards."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from services.intake.application.invite_people import count_invitations, invite_people, links_of
from services.intake.application.publish_survey import publish_survey
from services.intake.domain.admission import Admission, InvitationKind
from services.intake.domain.invitations import Invitee
from tests.support.pages.intake_cards import cards_of
from tests.support.pages.stand import Stand
from tests.support.surveys import a_survey


@pytest.fixture(params=[True, False], ids=["with-script", "no-script"])
def phone(request: pytest.FixtureRequest, court_browser: Browser) -> Iterator[Page]:
    context = court_browser.new_context(viewport={"width": 320, "height": 640}, java_script_enabled=request.param)
    yield context.new_page()
    context.close()


@pytest.fixture
def slug(request: pytest.FixtureRequest, stand: Stand) -> str:
    name = f"invited-{'no' if 'no-script' in request.node.name else 'with'}-script"
    intake = stand.house.intake
    survey = a_survey(name, admission=Admission(invitations=InvitationKind.ANONYMOUS))
    publish_survey(survey, uow=intake.desk.open_unit(), clock=intake.clock)
    invite_people(name, [Invitee("ann@example.org")], gate=intake.gate)
    return name


def test_a_link_is_answered_once_in_the_language_of_its_reader(stand: Stand, phone: Page, slug: str) -> None:
    intake = stand.house.intake
    [link] = links_of(slug, gate=intake.gate)
    address = f"{stand.address}/s/{slug}?invite={link.token}"
    phone.goto(f"{address}&lang=en")
    expect(phone.get_by_text("not which answer is yours")).to_be_visible()
    expect(phone.get_by_label("Leave this empty", exact=True)).not_to_be_in_viewport()
    phone.get_by_role("button", name="Cymraeg").click()
    expect(phone.get_by_text("ond nid pa ateb yw'ch un chi")).to_be_visible()
    phone.locator("#q_next").fill("Mwy o amser")
    phone.get_by_role("button", name="Anfon eich cerdyn").click()
    expect(phone.locator("h1")).to_have_text("Diolch, mae eich cerdyn wedi'i gadw")
    assert [card["q_next"] for card in cards_of(intake, slug)] == ["Mwy o amser"]
    assert count_invitations(slug, gate=intake.gate).used == 1
    phone.goto(f"{address}&lang=cy")
    expect(phone.locator("h1")).to_have_text("Anfonwyd ateb gyda'r gwahoddiad hwn o'r blaen")


def test_nobody_reaches_the_field_for_robots_by_keyboard(stand: Stand, phone: Page) -> None:
    phone.goto(f"{stand.address}/s/card?lang=en")
    reached = []
    for _ in range(15):
        phone.keyboard.press("Tab")
        reached.append(phone.evaluate("document.activeElement.id"))
    assert "q_next" in reached
    assert "website" not in reached
