"""The line goes at every step of a card's way: one response each, and the page never says more than is true."""

import pytest

from tests.support.offline.hall import Hall
from tests.support.offline.phone import Phone

WORDS = "Two hours a week\nfor the whole team"


@pytest.mark.parametrize("language", ["en", "cy"])
def test_before_the_form_is_opened_again(phone: Phone, hall: Hall, slug: str, language: str) -> None:
    phone.visit().leave().open(f"?lang={language}")
    note = {"en": "You opened this form without a connection", "cy": "Rydych wedi agor y ffurflen hon heb gysylltiad"}
    assert phone.page.locator(".ad-note").inner_text().startswith(note[language])
    phone.write(WORDS)
    phone.send({"en": "Send your card", "cy": "Anfon eich cerdyn"}[language]).waiting(1)
    phone.says(state={"en": "Saved on this phone, not sent yet.", "cy": "heb ei anfon eto"}[language])
    assert hall.stored(slug) == []
    phone.come_back().waiting(0).sent(1)
    assert hall.stored(slug) == [{"q_next": WORDS}]


def test_while_somebody_types(phone: Phone, hall: Hall, slug: str) -> None:
    phone.visit().write("Two hours").says(state="Kept on this phone as a draft. Not sent yet.")
    phone.leave().write(WORDS).write("nurse", "q_role")
    phone.page.reload()
    assert phone.page.locator("#q_next").input_value() == WORDS
    phone.says(state="Kept on this phone as a draft. Not sent yet.").send().says_waiting()
    phone.come_back().says_sent()
    assert hall.stored(slug) == [{"q_next": WORDS, "q_role": "nurse"}]
    phone.open()
    assert phone.page.locator("#q_next").input_value() == ""


def test_when_the_button_is_pressed(phone: Phone, hall: Hall, slug: str) -> None:
    phone.open().write(WORDS).leave().send().says_waiting()
    phone.come_back().says_sent()
    assert hall.stored(slug) == [{"q_next": WORDS}]
    assert len(hall.posts) == 1


def test_between_the_card_and_its_answer(phone: Phone, hall: Hall, slug: str) -> None:
    hall.answer_lost = True
    phone.open().write(WORDS).send().says_waiting()
    assert hall.stored(slug) == [{"q_next": WORDS}]
    assert phone.page.get_by_text("Thank you").count() == 0
    hall.answer_lost = False
    phone.says_sent()
    assert hall.stored(slug) == [{"q_next": WORDS}]
    assert len(hall.posts) >= 2
    assert len(set(hall.posts)) == 1


def test_the_page_is_loaded_again_in_between(phone: Phone, hall: Hall, slug: str) -> None:
    hall.held.clear()
    phone.open().write(WORDS).send().says(state="Saved on this phone. Sending …")
    phone.page.reload()
    hall.held.set()
    phone.says_sent()
    assert hall.stored(slug) == [{"q_next": WORDS}]
    assert len(set(hall.posts)) == 1


def test_the_tab_is_closed(phone: Phone, hall: Hall, slug: str) -> None:
    phone.visit().leave().write(WORDS).send().says_waiting()
    phone.page.close()
    assert hall.stored(slug) == []
    phone.come_back()
    other = phone.another_tab().open().waiting(0).sent(1)
    assert other.page.locator("h1").inner_text() == "A card"
    assert hall.stored(slug) == [{"q_next": WORDS}]


def test_the_server_is_away(phone: Phone, hall: Hall, slug: str) -> None:
    phone.visit()
    hall.stop()
    phone.open().write(WORDS).send().says_waiting()
    hall.start()
    phone.says_sent()
    assert hall.stored(slug) == [{"q_next": WORDS}]


def test_the_language_is_changed_without_a_connection(phone: Phone, hall: Hall, slug: str) -> None:
    phone.visit().leave().write(WORDS)
    phone.page.get_by_role("button", name="Cymraeg").click()
    phone.says(heading="Cerdyn", state="Wedi'i gadw ar y ffôn hwn fel drafft.")
    assert phone.page.locator("#q_next").input_value() == WORDS
    phone.send("Anfon eich cerdyn").says(heading="Mae eich cerdyn wedi'i gadw ar y ffôn hwn, heb ei anfon eto")
    phone.page.get_by_role("button", name="English").click()
    phone.says_waiting().come_back().says_sent()
    assert hall.stored(slug) == [{"q_next": WORDS}]


def test_a_page_that_is_not_kept_says_so(phone: Phone) -> None:
    phone.visit().leave()
    for query, heading in (("?lang=en", "No connection"), ("?lang=cy", "Dim cysylltiad")):
        phone.page.goto(f"{phone.address}/s/nowhere{query}")
        phone.says(heading=heading)


def test_two_cards_wait_and_both_are_sent(phone: Phone, hall: Hall, slug: str) -> None:
    phone.visit().leave().write("One").send().says_waiting()
    phone.page.get_by_role("button", name="Fill in another card").click()
    phone.write("Two").send().waiting(2)
    phone.come_back().waiting(0).sent(2)
    assert sorted(each["q_next"] for each in hall.stored(slug)) == ["One", "Two"]
    assert len(hall.posts) == 2
