"""The worker that opens a form without a connection: what it keeps, leaves alone, and how a newer one takes over."""

from tests.support.offline.hall import Hall
from tests.support.offline.phone import Phone
from tests.support.surveys import a_question, a_survey

CACHES = """async () => Object.fromEntries(await Promise.all((await caches.keys()).map(async (name) =>
  [name, (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname + new URL(url).search)])))"""
UPDATE = """async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  const taken = new Promise((resolve) => (navigator.serviceWorker.oncontrollerchange = resolve));
  await registration.update();
  await taken;
  while ((await caches.keys()).length > 1) await new Promise((resolve) => setTimeout(resolve, 20));
}"""
KEPT_PAGE = """async (page) => (await caches.match(page)).text()"""


def test_it_keeps_both_languages_their_files_and_nothing_else(phone: Phone, slug: str) -> None:
    phone.visit()
    (kept,) = phone.page.evaluate(CACHES).values()
    pages = {path for path in kept if not path.startswith("/static/")}
    assert pages == {f"/s/{slug}?lang={code}" for code in ("en", "cy")} | {
        f"/s/offline.html?lang={code}" for code in ("en", "cy")
    }
    page = phone.page.evaluate(KEPT_PAGE, f"/s/{slug}?lang=en")
    assert 'name="id" value=""' in page


def test_a_card_that_is_sent_the_ordinary_way_passes_it_untouched(phone: Phone, hall: Hall, slug: str) -> None:
    phone.visit()
    before = phone.page.evaluate(CACHES)
    phone.write("More time").page.evaluate("HTMLFormElement.prototype.submit.call(document.getElementById('card'))")
    phone.says(heading="Thank you, your card is stored")
    assert phone.page.evaluate(CACHES) == before
    assert hall.stored(slug) == [{"q_next": "More time"}]


def test_a_newer_one_takes_over_with_fresh_pages_and_the_old_ones_go(phone: Phone, hall: Hall, slug: str) -> None:
    phone.visit()
    (old,) = phone.page.evaluate(CACHES)
    hall.publish(a_survey(slug, questions=(a_question(), a_question("q_new"))))
    hall.worker_suffix = "-newer"
    phone.page.evaluate(UPDATE)
    caches = phone.page.evaluate(CACHES)
    assert list(caches) == [f"{old}-newer"]
    phone.leave().open()
    phone.write("More time", "q_new").send().says_waiting().come_back().says_sent()
    assert hall.stored(slug) == [{"q_new": "More time"}]


def test_the_old_one_stays_while_a_newer_one_cannot_fetch_what_it_needs(phone: Phone, hall: Hall, slug: str) -> None:
    phone.visit()
    (old,) = phone.page.evaluate(CACHES)
    hall.worker_suffix = "-newer"
    hall.only_worker = True
    phone.page.evaluate("async () => (await navigator.serviceWorker.getRegistration()).update().catch(() => {})")
    phone.page.wait_for_timeout(500)
    phone.leave().open().write("More time").send().says_waiting()
    assert old in phone.page.evaluate(CACHES)
    hall.only_worker = False
    phone.come_back().says_sent()
    assert hall.stored(slug) == [{"q_next": "More time"}]


def test_a_form_that_has_closed_is_kept_no_longer(phone: Phone, hall: Hall, slug: str) -> None:
    phone.visit()
    hall.close(slug)
    hall.worker_suffix = "-newer"
    phone.page.evaluate(UPDATE)
    phone.leave().open()
    phone.says(heading="No connection")


def test_the_newest_version_is_shown_when_there_is_a_connection(phone: Phone, hall: Hall, slug: str) -> None:
    phone.visit()
    hall.publish(a_survey(slug, questions=(a_question("q_new"),)))
    phone.open().write("More time", "q_new")
    assert phone.page.locator(".ad-note").count() == 0


def test_a_kept_page_takes_hidden_answers_from_its_own_address(phone: Phone, hall: Hall, slug: str) -> None:
    hidden = a_question("source", kind="hidden", codebook=None)
    hall.publish(a_survey(slug, questions=(a_question(), hidden)))
    phone.open("?lang=en&source=poster").visit().leave()
    phone.open("?source=table-7&lang=en").write("More time").send().says_waiting()
    phone.come_back().says_sent()
    assert hall.attributes(slug) == [{"source": "table-7"}]


def test_cards_are_sent_by_it_where_the_browser_wakes_it(phone: Phone, hall: Hall, slug: str) -> None:
    """The page's own tries are put off; what the browser offers besides is enough."""
    phone.visit().leave().write("More time").send().says_waiting()
    phone.page.goto("about:blank")
    phone.come_back()
    for _ in range(100):
        if hall.posts:
            break
        phone.page.wait_for_timeout(50)
    phone.open().waiting(0).sent(1)
    assert hall.stored(slug) == [{"q_next": "More time"}]
    assert len(set(hall.posts)) == 1
