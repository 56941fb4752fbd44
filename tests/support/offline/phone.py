"""A phone with the form on it: what its owner does, what the page says, and what it may not do on the way."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, expect

_PACE_MS: Final = 40
# Runs when the document is parsed and before any module: the product waits seconds where a test waits milliseconds.
_QUICK: Final = f"""document.addEventListener("readystatechange", () => {{
  if (document.readyState === "interactive") document.documentElement.dataset.pace = "{_PACE_MS}";
}});"""
_KEPT: Final = """async (path) => {
  const pages = ["en", "cy"].map((language) => `${path}?lang=${language}`);
  const isKept = async () => {
    const found = await Promise.all(pages.map((page) => caches.match(page)));
    return found.every(Boolean) && (await caches.keys()).length === 1 && navigator.serviceWorker.controller;
  };
  for (let tries = 0; !(await isKept()); tries++) {
    if (tries > 400) throw new Error("the page is not kept");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}"""
# What the browser itself says of a line that is away, of an answer that is no success, and of a site without https.
_OF_THE_LINE: Final = (
    "net::ERR_",
    "the server responded with a status of",
    "An unknown error occurred when fetching",
    "The Cross-Origin-Opener-Policy header has been ignored",
)


class Phone:
    """One tab of a phone's browser on the form of a survey; `complaints` are what went wrong in it unasked."""

    def __init__(self, context: BrowserContext, address: str, slug: str) -> None:
        self.context = context
        self.address = address
        self.path = f"/s/{slug}"
        self.complaints: list[str] = []
        self.page = self._tab()

    def another_tab(self) -> "Phone":
        """The same phone's form in a tab beside it."""
        tab = Phone(self.context, self.address, self.path.removeprefix("/s/"))
        tab.complaints = self.complaints
        return tab

    def open(self, query: str = "?lang=en") -> "Phone":
        """Go to the form."""
        self.page.goto(self.address + self.path + query)
        return self

    def visit(self) -> "Phone":
        """Go to the form and stay until it can be opened again without a connection."""
        self.open()
        self.page.evaluate(_KEPT, self.path)
        return self

    def write(self, text: str, question: str = "q_next") -> "Phone":
        """Type an answer."""
        self.page.locator(f"#{question}").fill(text)
        return self

    def send(self, name: str = "Send your card") -> "Phone":
        """Press the button."""
        self.page.get_by_role("button", name=name).click()
        return self

    def says(self, *, heading: str = "", state: str = "") -> "Phone":
        """Wait until the page says so, in its heading and beside the button."""
        if heading:
            expect(self.page.locator("h1")).to_have_text(heading)
        if state:
            expect(self.page.locator("#state")).to_contain_text(state)
        return self

    def waiting(self, count: int) -> "Phone":
        """Wait until so many cards are listed as waiting on this phone."""
        expect(self.page.locator("#waiting li")).to_have_count(count)
        return self

    def sent(self, count: int) -> "Phone":
        """Wait until so many cards are listed as sent from this phone."""
        expect(self.page.locator("#sent li")).to_have_count(count)
        return self

    def says_sent(self) -> "Phone":
        """Wait until the page says that the card is stored."""
        return self.says(heading="Thank you, your card is stored", state="Sent on ").waiting(0)

    def says_waiting(self) -> "Phone":
        """Wait until the page says that the card is on the phone and not sent."""
        self.says(heading="Your card is saved on this phone, not sent yet", state="Saved on this phone, not sent yet.")
        return self.waiting(1)

    def leave(self) -> "Phone":
        """Lose the connection."""
        self.context.set_offline(True)
        return self

    def come_back(self) -> "Phone":
        """Have a connection again."""
        self.context.set_offline(False)
        return self

    def change_cards(self, change: str) -> None:
        """Run a statement on each `card` in the phone's store."""
        self.page.evaluate(
            """() => new Promise((resolve, reject) => {
              indexedDB.open("adborth").onsuccess = ({ target: { result: database } }) => {
                const doing = database.transaction("cards", "readwrite");
                const cards = doing.objectStore("cards");
                cards.getAll().onsuccess = ({ target: { result } }) => {
                  for (const card of result) { CHANGE; cards.put(card); }
                };
                doing.onabort = reject;
                doing.oncomplete = () => resolve(database.close());
              };
            })""".replace("CHANGE", change)
        )

    def _tab(self) -> Page:
        page = self.context.new_page()
        page.set_default_timeout(8_000)
        host = urlsplit(self.address).netloc
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda said: self._heard(said.type, said.text))
        page.on("request", lambda asked: self._asked(asked.url, host))
        return page

    def _heard(self, kind: str, text: str) -> None:
        if kind == "error" and not any(known in text for known in _OF_THE_LINE):
            self.complaints.append(text)

    def _asked(self, url: str, host: str) -> None:
        if urlsplit(url).netloc != host:
            self.complaints.append(f"asked another host: {url}")


@contextmanager
def a_phone(browser: Browser, address: str, slug: str, *, before: str = "", **settings: Any) -> Iterator[Phone]:
    """A phone of its own; `before` is a script that runs in each page first. Nothing may have gone wrong unasked."""
    context = browser.new_context(viewport={"width": 320, "height": 640}, **settings)
    with on_phone(context, address, slug, before=before) as phone:
        yield phone


@contextmanager
def on_phone(context: BrowserContext, address: str, slug: str, *, before: str = "") -> Iterator[Phone]:
    """A phone in this context, which is closed at the end."""
    context.add_init_script(_QUICK + before)
    phone = Phone(context, address, slug)
    yield phone
    context.close()
    assert phone.complaints == []
