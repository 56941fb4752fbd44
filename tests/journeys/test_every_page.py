"""The court: every page in every state, in both languages, on a phone and on a desk. Pages come from the registry."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser

from shared.web.errors import FOR_PROGRAMS
from tests.support.pages.judging import headers_wrong, wrong_on
from tests.support.pages.pictures import picture
from tests.support.pages.registry import NO_PAGE, PAGES, PageState
from tests.support.pages.stand import Stand
from tests.support.pages.visiting import WIDTHS, Visitor

_LANGUAGES = ("en", "cy")


@pytest.fixture(scope="module")
def visitor(stand: Stand, court_browser: Browser) -> Visitor:
    return Visitor(stand, court_browser)


@pytest.fixture(scope="module")
def titles() -> dict[tuple[str, str], str]:
    """The route that bears a title in a language."""
    return {}


@pytest.mark.parametrize("language", _LANGUAGES)
@pytest.mark.parametrize("state", PAGES, ids=lambda state: state.name.replace(" ", "-"))
def test_the_page_is_in_order(
    visitor: Visitor, titles: dict[tuple[str, str], str], state: PageState, language: str
) -> None:
    page, witness = visitor.visit(state, language)
    document = visitor.document_of(witness)
    assert document.status == state.status
    if state.route:
        path = document.url.removeprefix(visitor.stand.address).partition("?")[0]
        assert visitor.stand.route_of(document.request.method, path) == state.route
    if state.status < 400:
        told = page.title()
        owner = titles.setdefault((language, told), state.route)
        assert owner.partition(" ")[2] == state.route.partition(" ")[2], f"the title {told!r} is that of {owner} too"
    if state.turned:
        language = _LANGUAGES[1 - _LANGUAGES.index(language)]
    wrong = list(headers_wrong(document, language))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        picture(page, state, language, str(width))
        wrong += [f"{width} px: {found}" for found in wrong_on(page, language)]
    assert not [*wrong, *witness.complaints], "\n".join([*wrong, *witness.complaints])


def routes_for_people(stand: Stand) -> set[str]:
    """The GET and POST routes of all services that answer people."""
    return {
        f"{method} {rule.rule}"
        for app in stand.apps.values()
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) & {"GET", "POST"}
        if rule.rule.endswith("/docs") or not rule.rule.startswith(FOR_PROGRAMS)
    }


def test_no_page_is_forgotten(stand: Stand) -> None:
    """A route that is missing here wants one line in tests/support/pages/registry.py, which says how."""
    judged = {state.route for state in PAGES if state.route}
    assert routes_for_people(stand) - judged - NO_PAGE.keys() == set()


def test_the_registry_names_routes_that_exist(stand: Stand) -> None:
    assert {state.route for state in PAGES if state.route} | NO_PAGE.keys() <= routes_for_people(stand)


def test_each_state_has_a_name_of_its_own(show_figure: Callable[[str], None]) -> None:
    names = [state.name for state in PAGES]
    assert len(set(names)) == len(names)
    show_figure(f"pages: {len(names)} states, each in {len(_LANGUAGES)} languages at {len(WIDTHS)} widths")
