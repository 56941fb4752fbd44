"""What is done on a page to bring it into a state, without a word of its language."""

from collections.abc import Callable

from playwright.sync_api import Page

Step = Callable[[Page], None]
_SUBMIT_PAST_SCRIPTS = """
(form, selector) => {
  const button = selector ? document.querySelector(selector) : null;
  if (button?.hasAttribute("formaction")) form.setAttribute("action", button.getAttribute("formaction"));
  if (button?.name) {
    const pressed = Object.assign(document.createElement("input"), { type: "hidden", name: button.name });
    pressed.value = button.value;
    form.append(pressed);
  }
  HTMLFormElement.prototype.submit.call(form);
}
"""


def fill(selector: str, text: str) -> Step:
    """Type a text into a field."""
    return lambda page: page.fill(selector, text)


def check(selector: str) -> Step:
    """Choose a radio button or a check box."""
    return lambda page: page.check(selector)


def send(form: str, by: str = "") -> Step:
    """Post a form as a browser without JavaScript does, past the page's own scripts, and wait for the answer.

    `by`: the button that is pressed, where it has a name or leads elsewhere.
    """

    def step(page: Page) -> None:
        with page.expect_navigation():
            page.eval_on_selector(form, _SUBMIT_PAST_SCRIPTS, by)

    return step


def press(selector: str) -> Step:
    """Press a button or link that leads to another page, and wait for it."""

    def step(page: Page) -> None:
        with page.expect_navigation():
            page.locator(selector).first.click()

    return step


def click(selector: str) -> Step:
    """Press something that stays on the page."""
    return lambda page: page.locator(selector).first.click()
