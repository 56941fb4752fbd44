"""What the page says in each state of a card can be read, heard and reached by everybody, in both languages."""

import json

import pytest
from werkzeug.wrappers import Response

from tests.journeys.offline.conftest import MakePhone
from tests.support.offline.hall import Hall
from tests.support.offline.phone import Phone
from tests.support.pages.judging import wrong_on

SEND = {"en": "Send your card", "cy": "Anfon eich cerdyn"}
ANOTHER = {"en": "Fill in another card", "cy": "Llenwi cerdyn arall"}
REFUSAL = json.dumps({"title": "Title", "detail": "Detail", "errors": [{"field": "answers.q_role", "message": "No"}]})


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_state_is_in_order(new_phone: MakePhone, hall: Hall, slug: str, language: str, width: int) -> None:
    with new_phone() as phone:
        phone.page.set_viewport_size({"width": width, "height": 700})
        phone.visit().leave().open(f"?lang={language}").write("More time")
        judge(phone, language, "kept form with a draft")
        phone.send(SEND[language]).waiting(1)
        judge(phone, language, "waiting")
        hall.instead.append(Response(REFUSAL, 400, content_type="application/problem+json"))
        phone.come_back()
        phone.page.locator(".nhsuk-error-summary").wait_for()
        judge(phone, language, "refused")
        phone.write("nurse", "q_role").send(SEND[language]).sent(1).waiting(0)
        judge(phone, language, "sent")
        phone.page.get_by_role("button", name=ANOTHER[language]).click()
        phone.send(SEND[language])
        phone.page.locator(".nhsuk-error-summary").wait_for()
        judge(phone, language, "nothing answered")
        phone.page.goto(f"{hall.address}/s/{slug}?lang={language}")
        phone.leave().write("Late").send(SEND[language]).waiting(1)
        hall.close(slug)
        phone.come_back().sent(2)
        judge(phone, language, "late")
    assert len(hall.stored(slug)) == 2


def test_a_card_is_sent_by_keyboard_and_the_focus_follows_what_is_new(phone: Phone, hall: Hall, slug: str) -> None:
    phone.open()
    phone.page.locator("#q_role").focus()
    phone.page.keyboard.type("nurse")
    phone.page.keyboard.press("Enter")
    phone.says_sent()
    assert focused(phone) == "Thank you, your card is stored"
    phone.page.get_by_role("button", name="Fill in another card").press("Enter")
    assert focused(phone) == "A card"
    assert hall.stored(slug) == [{"q_role": "nurse"}]


def focused(phone: Phone) -> str:
    """The words of what has the focus."""
    return str(phone.page.evaluate("document.activeElement.textContent.trim()"))


def judge(phone: Phone, language: str, state: str) -> None:
    """Look at the page with axe, and for words in the wrong language."""
    assert list(wrong_on(phone.page, language)) == [], state
