"""A visitor of the pages: one browser context for each person who may be signed in, kept for all visits."""

from dataclasses import dataclass, field
from typing import Final

from playwright.sync_api import Browser, Page, Response

from shared.identity.access import Role
from tests.support.pages.judging import Witness
from tests.support.pages.registry import PageState
from tests.support.pages.stand import Stand

WIDTHS: Final = (320, 1280)
_HEIGHT: Final = 800
_PATIENCE_MS: Final = 15_000


@dataclass
class Visitor:
    """Opens pages and keeps what the browser said meanwhile."""

    stand: Stand
    browser: Browser
    _pages: dict[Role | None, tuple[Page, Witness]] = field(default_factory=dict)

    def visit(self, state: PageState, language: str) -> tuple[Page, Witness]:
        """Bring a page into its state, 320 px wide, in a language; the witness knows of this visit alone."""
        page, witness = self._pages.get(state.who) or self._open(state.who)
        page.emulate_media(media="screen")
        page.set_viewport_size({"width": WIDTHS[0], "height": _HEIGHT})
        witness.forget()
        page.goto(self.stand.address + self._in(language, state.path))
        for step in state.steps:
            step(page)
        page.wait_for_load_state("load")
        return page, witness

    def document_of(self, witness: Witness) -> Response:
        """The answer that drew the page."""
        assert witness.document is not None, "no page was answered"
        return witness.document

    def _in(self, language: str, path: str) -> str:
        filled = path.format_map(self.stand.names)
        return f"{filled}{'&' if '?' in filled else '?'}lang={language}"

    def _open(self, who: Role | None) -> tuple[Page, Witness]:
        context = self.browser.new_context(service_workers="block")
        context.set_default_timeout(_PATIENCE_MS)
        if who is not None:
            session = {"name": "adborth_session", "value": self.stand.sessions[who], "url": self.stand.address}
            context.add_cookies([session])
        witness = Witness(self.stand.address)
        witness.watch(context)
        self._pages[who] = context.new_page(), witness
        return self._pages[who]
