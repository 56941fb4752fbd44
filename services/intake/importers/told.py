"""How an answer is read from the cells of a row, as one text: choices joined by `; `, lines of a matrix by row."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from services.intake.importers.grid import Cells, cell, plain

JOINT: Final = "; "
_TICKED: Final = frozenset({"1", "1.0", "true", "yes", "y", "x", "✓", "checked", "selected"})
_UNTICKED: Final = frozenset({"", "0", "0.0", "false", "no", "n", "n/a", "unchecked", "not selected"})
_GAPS: Final = re.compile(r"\s*[,;](?:\s*[,;])*\s*")
# Exports put an apostrophe before what a spreadsheet would take for a formula: exactly one is taken off.
_GUARDED: Final = re.compile(r"'(?=[=+\-@\t\r])")


def unguarded(text: str) -> str:
    """A text without the apostrophe that kept a spreadsheet from reading it as a formula."""
    return text[1:] if _GUARDED.match(text) else text


def ticked(text: str) -> bool:
    """Whether a cell of yes or no says yes."""
    return text.strip().casefold() in _TICKED


def is_tick(text: str) -> bool:
    """Whether a cell can be one of yes or no."""
    return text.strip().casefold() in _TICKED | _UNTICKED


@dataclass(frozen=True, slots=True)
class Plain:
    """The text of one cell; `unanswered` are texts by which a tool says that nothing was."""

    at: int
    unanswered: frozenset[str] = frozenset()

    def __call__(self, cells: Cells) -> str:
        """The text, trimmed."""
        text = unguarded(cell(cells, self.at))
        return "" if text in self.unanswered else text


@dataclass(frozen=True, slots=True)
class Listed:
    """A cell in which choices stand behind each other; every one ends with `mark`, or they stand between marks."""

    at: int
    mark: str
    ends_with_mark: bool = False

    def __call__(self, cells: Cells) -> str:
        """The choices, joined our way; any other text as it is."""
        text = unguarded(cell(cells, self.at))
        if self.ends_with_mark and not text.endswith(self.mark):
            return text
        return JOINT.join(part.strip() for part in text.split(self.mark) if part.strip())


@dataclass(frozen=True, slots=True)
class Ticks:
    """A column for each option, with a tick or with the option itself; `whole` holds all that was chosen, in order."""

    options: tuple[tuple[int, str], ...]
    whole: int | None = None

    def __call__(self, cells: Cells) -> str:
        """The options that were chosen, as they stand in `whole` where that can be told, and words beside them."""
        chosen = [told for at, option in self.options if (told := _choice(cell(cells, at), option))]
        said = cell(cells, self.whole)
        if not chosen:
            return said
        ordered = sorted(chosen, key=lambda option: _place(said, option))
        return JOINT.join([*ordered, *_own_words(said, chosen)])


@dataclass(frozen=True, slots=True)
class Rows:
    """A column for each row of a matrix, or for each of several fields: `Row: what was answered`."""

    rows: tuple[tuple[int, str], ...]

    def __call__(self, cells: Cells) -> str:
        """The rows that were answered, each behind its name; a cell that repeats its name is a choice."""
        told = [(name, text) for at, name in self.rows if (text := unguarded(cell(cells, at)))]
        return JOINT.join(text if not name or plain(text) == name else f"{name}: {text}" for name, text in told)


@dataclass(frozen=True, slots=True)
class Joined:
    """What several columns say together, such as a choice and the words beside it."""

    parts: tuple[int, ...]

    def __call__(self, cells: Cells) -> str:
        """What stands in them, in their order."""
        return JOINT.join(text for at in self.parts if (text := unguarded(cell(cells, at))))


@dataclass(frozen=True, slots=True)
class Escaped:
    """A cell in which a tool wrote some characters by name."""

    at: int
    names: Mapping[str, str]
    unanswered: frozenset[str] = frozenset()

    def __call__(self, cells: Cells) -> str:
        """The text as it was answered."""
        text = cell(cells, self.at)
        if text in self.unanswered:
            return ""
        return re.sub("|".join(map(re.escape, self.names)), lambda found: self.names[found[0]], text).strip()


@dataclass(frozen=True, slots=True)
class Unless:
    """An answer that says only that own words stand in another column, `beside`: nothing, where they do."""

    told: Callable[[Cells], str]
    mark: str
    beside: int

    def __call__(self, cells: Cells) -> str:
        """The answer."""
        text = self.told(cells)
        return "" if text == self.mark and cell(cells, self.beside) else text


def _choice(text: str, option: str) -> str:
    """The option, where it is ticked; the words in its place, where they are others."""
    if is_tick(text):
        return option if ticked(text) else ""
    return text


def _own_words(said: str, chosen: list[str]) -> list[str]:
    """What stands among the choices and is none of them; nothing where the choices are called otherwise there."""
    rest = said
    for option in sorted(chosen, key=len, reverse=True):
        rest = rest.replace(option, "", 1)
    words = _GAPS.sub(", ", rest).strip(" ,;")
    return [words] if words and len(rest) < len(said) else []


def _place(said: str, option: str) -> int:
    at = said.find(option)
    return at if at >= 0 else len(said)
