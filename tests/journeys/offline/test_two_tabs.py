"""Two tabs on one phone: they share what waits, and send nothing twice."""

from tests.support.offline.hall import Hall
from tests.support.offline.phone import Phone


def test_a_card_that_waits_is_sent_by_one_of_them(phone: Phone, hall: Hall, slug: str) -> None:
    phone.visit().leave().write("More time").send().says_waiting()
    other = phone.another_tab().open().waiting(1)
    phone.come_back()
    other.waiting(0).sent(1)
    phone.says_sent().sent(1)
    assert hall.stored(slug) == [{"q_next": "More time"}]
    assert len(hall.posts) == 1


def test_a_draft_that_both_show_is_one_card(phone: Phone, hall: Hall, slug: str) -> None:
    phone.open().write("More time").says(state="Kept on this phone as a draft.")
    other = phone.another_tab().open()
    assert other.page.locator("#q_next").input_value() == "More time"
    phone.send().says_sent()
    other.sent(1)
    assert other.page.locator("#q_next").input_value() == ""
    other.send()
    other.page.get_by_role("link", name="Answer at least one question").wait_for()
    assert hall.stored(slug) == [{"q_next": "More time"}]


def test_what_was_changed_in_the_other_tab_is_a_card_of_its_own(phone: Phone, hall: Hall, slug: str) -> None:
    phone.open().write("More time")
    other = phone.another_tab().open().write("More time and a room")
    phone.send().says_sent()
    assert other.page.locator("#q_next").input_value() == "More time and a room"
    other.send().says_sent()
    assert len(hall.stored(slug)) == 2


def test_two_presses_of_the_button_are_one_card(phone: Phone, hall: Hall, slug: str) -> None:
    phone.open().write("More time")
    phone.page.evaluate("for (let i = 0; i < 3; i++) document.getElementById('card').requestSubmit()")
    phone.says_sent()
    assert hall.stored(slug) == [{"q_next": "More time"}]
    assert len(hall.posts) == 1
