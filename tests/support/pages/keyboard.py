"""A person at the keyboard: where Tab leads, whether the place is to be seen, and what is typed there."""

from dataclasses import dataclass
from typing import Final

from playwright.sync_api import Page

_MOST_STOPS: Final = 120
_WHERE: Final = """
() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const { left, top, width, height } = element.getBoundingClientRect();
  const [x, y] = [left + Math.min(width / 2, 20), top + Math.min(height / 2, 20)];
  const above = document.elementFromPoint(x, y);
  const family = [element, ...(element.labels ?? [])];
  return {
    tag: element.tagName.toLowerCase(),
    kind: element.type ?? "",
    name: element.name ?? "",
    id: element.id,
    beside: element.dataset.option ?? "",
    form: element.form?.getAttribute("id") ?? "",
    markup: element.outerHTML.slice(0, 120),
    seen: !!above && family.some((each) => each.contains(above) || above.contains(each)),
  };
}
"""
# One of a group of radio buttons is a stop of Tab, and what stands in a closed <details> is none.
_STOPS: Final = """
() => [...new Set([...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
  .filter((each) => each.checkVisibility({ visibilityProperty: true }) && !each.disabled && each.tabIndex >= 0)
  .map((each) => (each.type === "radio" ? each.name : each.outerHTML.slice(0, 120))))]
"""


@dataclass(frozen=True)
class Stop:
    """Where the keyboard stands.

    `beside`: the option for whose own words a field is meant; `seen`: it is inside the window and nothing lies over it.
    """

    tag: str
    kind: str
    name: str
    id: str
    beside: str
    form: str
    markup: str
    seen: bool

    @property
    def key(self) -> str:
        """What tells this stop from others."""
        return self.name if self.kind == "radio" else self.markup


def stop(page: Page) -> Stop | None:
    """Where the keyboard stands now; None on the page as a whole."""
    found = page.evaluate(_WHERE)
    return Stop(**found) if found else None


def walk(page: Page, steps: int, key: str = "Tab") -> list[Stop]:
    """The stops of so many steps from where the keyboard stands."""
    stops: list[Stop] = []
    for _ in range(steps):
        page.keyboard.press(key)
        here = stop(page)
        assert here is not None, f"the keyboard left the page after {stops[-1:]}"
        stops.append(here)
    return stops


def expected_stops(page: Page) -> list[str]:
    """The keys of all that can be seen and used, in the order of the page's source."""
    found: list[str] = page.evaluate(_STOPS)
    return found


def tab_to(page: Page, selector: str, key: str = "Tab") -> None:
    """Press Tab until something is reached."""
    for _ in range(_MOST_STOPS):
        page.keyboard.press(key)
        if page.locator(f"{selector}:focus").count():
            return
    raise AssertionError(f"{selector} is not reached by {key}")


def answer(page: Page, here: Stop) -> None:
    """Answer the field on which the keyboard stands, whatever kind it is; own words beside an option are left out."""
    if here.beside:
        return
    if here.kind == "radio":
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
    elif here.kind == "checkbox":
        page.keyboard.press("Space")
    elif here.tag == "select":
        page.keyboard.press("ArrowDown")
    elif here.tag in {"input", "textarea"} and here.kind not in {"submit", "button", "file"}:
        page.keyboard.type(_words_for(here))


def _words_for(here: Stop) -> str:
    for part, words in {"-month": "11", "-year": "2026", "_date": "3"}.items():
        if here.id.endswith(part):
            return words
    return {"date": "2026-11-03", "email": "olwen@example.org"}.get(here.kind, "Amser")
