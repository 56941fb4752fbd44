"""What a printer makes of the form and the report: the words in black on white, nothing to press, nothing cut off."""

import re

import pytest
from playwright.sync_api import Browser, Page

from tests.support.pages.pictures import picture
from tests.support.pages.registry import PAGES, PageState
from tests.support.pages.stand import Stand
from tests.support.pages.visiting import Visitor

_A4_PX = (794, 1123)
_SHEETS_AT_MOST = 4
# Findings are long: what is folded on the screen is open on paper.
_SHEETS_OF_FINDINGS = 12
_PRINTED = [state for state in PAGES if state.picture]
# Boxes to write into are drawn; a dark field with light words, a button, a bar to press on would be useless.
_IN_VAIN = """
() => {
  const seen = (each) => each.checkVisibility({ visibilityProperty: true });
  const shown = (selector) => [...document.querySelectorAll(selector)].filter(seen);
  const light = (each) => {
    const [r, g, b] = getComputedStyle(each).color.match(/\\d+/g).map(Number);
    return r + g + b > 3 * 140;
  };
  const words = shown("h1, h2, h3, p, label, legend, li, th, td, dd, blockquote, figcaption");
  return [
    ...shown("button, .ad-navigation, .ad-language, .nhsuk-skip-link, .nhsuk-back-link, .ad-phone").map(
      (each) => "to press: " + each.outerHTML.slice(0, 120)
    ),
    ...words.filter(light).map((each) => "pale: " + each.outerHTML.slice(0, 120)),
    ...(document.documentElement.scrollWidth > innerWidth ? ["wider than the paper"] : []),
  ];
}
"""


@pytest.fixture(scope="module")
def visitor(stand: Stand, court_browser: Browser) -> Visitor:
    return Visitor(stand, court_browser)


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("state", _PRINTED, ids=lambda state: state.name.replace(" ", "-"))
def test_a_printed_page_is_for_reading(visitor: Visitor, state: PageState, language: str) -> None:
    page, _ = visitor.visit(state, language)
    print_at(page)
    picture(page, state, language, "print")
    assert page.evaluate(_IN_VAIN) == []
    findings = state.route.startswith(("GET /team/reports/", "GET /p/"))
    assert 1 <= sheets_of(page) <= (_SHEETS_OF_FINDINGS if findings else _SHEETS_AT_MOST)


def test_what_is_closed_on_the_screen_is_open_on_paper(visitor: Visitor) -> None:
    (report,) = (state for state in PAGES if state.name == "report")
    page, _ = visitor.visit(report, "en")
    print_at(page)
    assert page.locator("#how .nhsuk-details__text").bounding_box()["height"] > 100
    assert page.locator("#question-q_next .rp-row").first.bounding_box()["height"] > 10
    assert not page.locator("#table-themes").is_visible()


def print_at(page: Page) -> None:
    """Show the page as a printer would."""
    page.set_viewport_size({"width": _A4_PX[0], "height": _A4_PX[1]})
    page.emulate_media(media="print")


def sheets_of(page: Page) -> int:
    """How many sheets of A4 it takes."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(format="A4")))
