"""Phones that keep nothing (a private window, a full disk, a kiosk, no JavaScript): said plainly, and sent anyway."""

import pytest

from tests.journeys.offline.conftest import MakePhone
from tests.support.offline.hall import Hall
from tests.support.offline.phone import Phone

NO_STORE = (
    """Object.defineProperty(window, "indexedDB", { get() { throw new DOMException("no", "SecurityError"); } });"""
)
FULL = """IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); };"""
NO_SHELF = """for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, { get() { throw new DOMException("no", "SecurityError"); } });"""
EVERYTHING = """() => new Promise((told) => {
  indexedDB.open("adborth").onsuccess = ({ target }) => {
    const all = target.result.transaction(["cards", "sent"]);
    const found = [all.objectStore("cards").getAll(), all.objectStore("sent").getAll()];
    const shelves = [{ ...localStorage }, { ...sessionStorage }];
    all.oncomplete = () => told(JSON.stringify([shelves, found.map(({ result }) => result)]));
  };
})"""
UNKEPT = "This browser can't save your card on this phone"


def thanked(phone: Phone) -> None:
    """Wait for the page that comes without JavaScript, too."""
    phone.says(heading="Thank you, your card is stored")
    assert phone.page.locator("#phone").count() == 0


def test_a_private_window_says_so_and_sends_the_ordinary_way(new_phone: MakePhone, hall: Hall, slug: str) -> None:
    with new_phone(before=NO_STORE + NO_SHELF) as phone:
        phone.open().says(state=UNKEPT).write("More time")
        phone.says(state="This browser keeps no draft")
        thanked(phone.send())
    assert hall.stored(slug) == [{"q_next": "More time"}]
    assert hall.posts == []


def test_a_private_window_without_a_connection_keeps_the_words_on_the_page(
    new_phone: MakePhone, hall: Hall, slug: str
) -> None:
    with new_phone(before=NO_STORE) as phone:
        phone.open().write("More time").leave().send().says(state="No connection. Your card is not sent")
        assert phone.page.locator("#q_next").input_value() == "More time"
        thanked(phone.come_back().send())
        phone.open()
        assert phone.page.locator("#q_next").input_value() == ""
    assert hall.stored(slug) == [{"q_next": "More time"}]


def test_a_full_disk_sends_the_ordinary_way(new_phone: MakePhone, hall: Hall, slug: str) -> None:
    with new_phone(before=FULL) as phone:
        thanked(phone.open().write("More time").send())
    assert hall.stored(slug) == [{"q_next": "More time"}]
    assert hall.posts == []


def test_a_kept_page_that_sends_the_ordinary_way_has_an_id_of_its_own(
    new_phone: MakePhone, hall: Hall, slug: str
) -> None:
    with new_phone() as phone:
        phone.visit()
        hall.stop()
        phone.page.add_init_script(FULL)
        for words in ("First", "Second"):
            phone.open().write(words)
            hall.start()
            thanked(phone.send())
            hall.stop()
    assert sorted(each["q_next"] for each in hall.stored(slug)) == ["First", "Second"]


@pytest.mark.parametrize("query", ["?lang=en", "?lang=en&kiosk=1"])
def test_a_kiosk_keeps_no_draft_and_no_receipts(new_phone: MakePhone, hall: Hall, slug: str, query: str) -> None:
    off = """document.addEventListener("readystatechange", () => {
      if (document.readyState === "interactive") document.getElementById("card").dataset.drafts = "off";
    });"""
    with new_phone(before="" if "kiosk" in query else off) as phone:
        phone.open(query).write("More time")
        phone.open(query)
        assert phone.page.locator("#q_next").input_value() == ""
        phone.leave().write("Mine").send().says_waiting()
        assert "Mine" not in phone.page.locator("#waiting").inner_text()
        phone.come_back().says_sent().sent(0)
        phone.open(query).sent(0)
        phone.page.locator("#q_next").wait_for()
        if "kiosk" in query:
            # Somebody who leaves the kiosk's address must not find the receipts of all who were there.
            phone.open("?lang=en").sent(0)
            assert '"receipt"' not in phone.page.evaluate(EVERYTHING)
    assert hall.stored(slug) == [{"q_next": "Mine"}]


def test_a_draft_is_cleared_from_a_shared_phone(phone: Phone) -> None:
    phone.open().write("More time").says(state="Kept on this phone as a draft.")
    phone.page.get_by_role("button", name="Clear what I typed").click()
    assert phone.page.evaluate("Object.keys(localStorage)") == []
    phone.open()
    assert phone.page.locator("#q_next").input_value() == ""


def test_receipts_are_listed_and_cleared_and_no_words_stay(phone: Phone, hall: Hall) -> None:
    phone.open().write("More time").send().says_sent().sent(1)
    receipt = phone.page.locator("[data-receipt]").inner_text()
    assert phone.page.locator("#sent a").get_attribute("href") == f"/r/{receipt}?lang=en"
    kept = phone.page.evaluate(EVERYTHING)
    assert receipt in kept
    assert "More time" not in kept
    phone.page.get_by_role("button", name="Clear this list").click()
    phone.sent(0)
    assert receipt not in phone.page.evaluate(EVERYTHING)


def test_without_javascript_the_page_is_not_kept(new_phone: MakePhone, hall: Hall, slug: str) -> None:
    with new_phone(java_script_enabled=False) as phone:
        answer = phone.page.goto(f"{hall.address}/s/{slug}?lang=en")
        assert answer is not None
        assert answer.headers["cache-control"] == "no-store"
        assert not phone.page.locator("#phone").is_visible()
        phone.write("More time")
        phone.page.get_by_role("button", name="Send your card").click()
        phone.says(heading="Thank you, your card is stored")
    assert hall.stored(slug) == [{"q_next": "More time"}]
