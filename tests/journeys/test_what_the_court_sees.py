"""The court itself: each fault that it looks for, planted in a page that is in order otherwise, is found."""

from collections.abc import Iterator
from functools import partial

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.support.pages.judging import Witness, headers_wrong, wrong_on

_ADDRESS = "http://court.invalid"
_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'"
_SOUND = """<!doctype html><html lang="cy"><head><title>Cerdyn</title></head><body><main><h1>Cerdyn</h1>
<p>Diolch am eich geiriau. <span lang="en">Tell us where you are on your improvement journey.</span></p>
<label for="a">Gair</label> <input id="a"> %s</main></body></html>"""

FAULTS = {
    "not exactly one h1": "<h1>Dau</h1>",
    "px too wide": '<div style="width: 2000px">llydan</div>',
    "no visible focus: <button": '<button style="outline: none; border: 1px solid">Anfon</button>',
    "cannot be focused": '<details><summary>Mwy</summary></details><div inert><a href="/x">Draw</a></div>',
    "axe label": "<input id='b'>",
    "axe color-contrast": '<p style="color: #ccc; background: #fff">gwelw</p>',
    "not in cy: Answer at least one question": "<p>Answer at least one question</p>",
    "not in cy: Skip to main content": '<nav aria-label="Skip to main content"><a href="/x">Yma</a></nav>',
    "not in cy: Nothing was stored. Correct": "<p>Nothing was stored. Correct what is named and send it again.</p>",
}
COMPLAINTS = {
    "console error: wedi torri": "<script>console.error('wedi torri')</script>",
    "console warning: gofal": "<script>console.warn('gofal')</script>",
    "script failed": "<script>throw new Error('wedi torri')</script>",
    "asked another host": '<img src="http://elsewhere.invalid/x.png" alt="">',
    "404 for": '<img src="/gone.png" alt="">',
    "request failed": '<img src="/cut.png" alt="">',
}


@pytest.fixture
def page(court_browser: Browser) -> Iterator[Page]:
    context = court_browser.new_context(viewport={"width": 320, "height": 640})
    yield context.new_page()
    context.close()


def serve(body: str, policy: str, route: Route) -> None:
    """Answer for a site of one page, one picture that is not there and one whose connection is cut."""
    path = route.request.url.removeprefix(_ADDRESS)
    if path == "/":
        headers = {"Content-Security-Policy": policy, "Content-Language": "cy"}
        route.fulfill(body=body, content_type="text/html; charset=utf-8", headers=headers)
    elif path == "/gone.png":
        route.fulfill(status=404)
    else:
        route.abort("connectionreset")


def opened(page: Page, planted: str, policy: str = "") -> Witness:
    """Open the page with something planted in it."""
    witness = Witness(_ADDRESS)
    witness.watch(page.context)
    page.route("**/*", partial(serve, _SOUND % planted, policy))
    page.goto(f"{_ADDRESS}/", wait_until="networkidle")
    return witness


def test_a_page_in_order_is_left_in_peace(page: Page) -> None:
    witness = opened(page, "", _POLICY)
    assert witness.document is not None
    assert [*wrong_on(page, "cy"), *headers_wrong(witness.document, "cy"), *witness.complaints] == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_on_the_page_is_found(page: Page, fault: str) -> None:
    opened(page, FAULTS[fault])
    assert [found for found in wrong_on(page, "cy") if fault in found]


@pytest.mark.parametrize("complaint", COMPLAINTS)
def test_a_fault_on_the_way_is_found(page: Page, complaint: str) -> None:
    witness = opened(page, COMPLAINTS[complaint])
    assert [found for found in witness.complaints if complaint in found]


def test_wrong_headers_are_found(page: Page) -> None:
    witness = opened(page, "", f"{_POLICY}; style-src 'unsafe-inline'")
    assert witness.document is not None
    assert len(list(headers_wrong(witness.document, "en"))) == 2
    assert [found for found in wrong_on(page, "en") if found == '<html lang="cy">']
