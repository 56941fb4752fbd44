"""The court's questions to a page that is open in a browser, and to everything the browser said on the way there."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

from tests.support.pages.wording import other_language_in

AXE_RULES: Final = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "selectors": False,
    "iframes": False,
}
_QUESTIONS: Final = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
_OPEN_ALL: Final = "document.querySelectorAll('details').forEach(element => { element.open = true; })"
_RUN_AXE: Final = "rules => axe.run(rules).then(found => found.violations)"
# The browser says so of every document that is answered with an error, which is what some states are.
_TOLD_OF_DOCUMENT: Final = "Failed to load resource: the server responded with a status of "
_TOLD_BY_PLAYWRIGHT: Final = "Service Worker registration blocked by Playwright"


@dataclass
class Witness:
    """What the browser does and says in one context, and the last document that it was answered."""

    address: str
    complaints: list[str] = field(default_factory=list)
    document: Response | None = None

    def watch(self, context: BrowserContext) -> None:
        """Listen to every page of a context."""
        context.on("console", self._console)
        context.on("weberror", lambda error: self.complaints.append(f"script failed: {error.error}"))
        context.on("request", self._request)
        context.on("requestfailed", self._failed)
        context.on("response", self._response)

    def forget(self) -> None:
        """Begin anew."""
        self.complaints.clear()
        self.document = None

    def _console(self, said: ConsoleMessage) -> None:
        if said.type not in {"error", "warning"} or said.text == _TOLD_BY_PLAYWRIGHT:
            return
        of_document = self.document is not None and said.location.get("url") == self.document.url
        if not (of_document and said.text.startswith(_TOLD_OF_DOCUMENT)):
            self.complaints.append(f"console {said.type}: {said.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.address + "/", "data:", "blob:")):
            self.complaints.append(f"asked another host: {request.url}")

    def _failed(self, request: Request) -> None:
        # A page that is left takes back what it was asking for.
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"request failed: {request.url} {request.failure}")

    def _response(self, response: Response) -> None:
        if response.request.is_navigation_request():
            self.document = response
        elif response.status >= 400:
            self.complaints.append(f"{response.status} for {response.url}")


def headers_wrong(document: Response, language: str) -> Iterator[str]:
    """What is wrong with the headers of a page."""
    headers = document.headers
    policy = headers.get("content-security-policy", "")
    if "default-src 'none'" not in policy or "script-src 'self';" not in policy or "unsafe-" in policy:
        yield f"Content-Security-Policy: {policy}"
    if headers.get("content-language") != language:
        yield f"Content-Language: {headers.get('content-language')}"


def wrong_on(page: Page, language: str) -> Iterator[str]:
    """What is wrong with the page that is open, at its present width."""
    if (told := page.evaluate("document.documentElement.lang")) != language:
        yield f'<html lang="{told}">'
    page.evaluate(_OPEN_ALL)
    seen = page.evaluate(_QUESTIONS)
    yield from seen["findings"]
    yield from (f"not in {language}: {text}" for text in other_language_in(seen["texts"], language))
    yield from found_by_axe(page)


def found_by_axe(page: Page) -> Iterator[str]:
    """What axe finds: the rule, what it asks for, and where it is broken."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    for broken in page.evaluate(_RUN_AXE, AXE_RULES):
        yield f"axe {broken['id']}: {broken['help']}: {[node['html'] for node in broken['nodes']]}"
