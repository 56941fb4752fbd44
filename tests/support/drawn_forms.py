"""The forms of a page as a browser without scripts reads them: which fields it would post, with which texts."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

Fields = list[tuple[str, str]]


@dataclass
class DrawnForm:
    """A form by its id and where it leads; `fields` are posted whatever button is pressed."""

    id: str = ""
    action: str = ""
    fields: Fields = field(default_factory=list)

    def posted(self) -> dict[str, list[str]]:
        """The fields by name, each with its texts in the order of the page, line ends as browsers send them."""
        found: dict[str, list[str]] = {}
        for name, text in self.fields:
            found.setdefault(name, []).append(text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n"))
        return found


class _Reader(HTMLParser):
    """One-line controls lose line ends, text areas their first one, as in browsers."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[DrawnForm] = []
        self._area: tuple[str, list[str]] | None = None
        self._select = ""
        self._options: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(DrawnForm(given.get("id", ""), given.get("action", "")))
        elif tag == "input" and given.get("name"):
            self._input(given)
        elif tag == "textarea":
            self._area = (given["name"], [])
        elif tag == "select":
            self._select, self._options = given["name"], []
        elif tag == "option":
            self._options.append((given.get("value", ""), "selected" in given))

    def _input(self, given: dict[str, str]) -> None:
        kind, text = given.get("type", "text"), given.get("value", "")
        if kind in ("checkbox", "radio") and "checked" not in given:
            return
        if kind not in ("checkbox", "radio", "hidden"):
            text = text.replace("\r", "").replace("\n", "")
        self.forms[-1].fields.append((given["name"], text))

    def handle_data(self, data: str) -> None:
        if self._area:
            self._area[1].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._area:
            name, pieces = self._area
            self.forms[-1].fields.append((name, "".join(pieces).removeprefix("\n")))
            self._area = None
        elif tag == "select":
            chosen = [value for value, selected in self._options if selected] or [self._options[0][0]]
            self.forms[-1].fields.append((self._select, chosen[-1]))


def forms_of(page: str) -> list[DrawnForm]:
    """The forms of a page, in its order."""
    reader = _Reader()
    reader.feed(page)
    return reader.forms


def form_of(page: str, id_: str = "draft") -> DrawnForm:
    """The form with this id."""
    return next(form for form in forms_of(page) if form.id == id_)
