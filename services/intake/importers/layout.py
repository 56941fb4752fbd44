"""What the columns of another tool's export mean: each preset draws a layout from a file's head."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from services.intake.importers.grid import Cells, cell, plain

Kept = Callable[[Cells], bool]


def always(cells: Cells) -> bool:  # noqa: ARG001  because other layouts look at the row
    """Every row."""
    return True


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a file: its name, its first rows, and of how many rows the sample is."""

    name: str
    rows: tuple[Cells, ...]

    @property
    def headings(self) -> tuple[str, ...]:
        """The first row."""
        return self.heading_row(0)

    def heading_row(self, number: int) -> tuple[str, ...]:
        """A row of headings, each on one line; nothing where the file has no such row."""
        return tuple(plain(text) for text in self.rows[number]) if number < len(self.rows) else ()

    def position(self, *names: str) -> int | None:
        """Where the first of these headings stands, in whatever letters; None where there is none."""
        headings = [heading.casefold() for heading in self.headings]
        return next((headings.index(name.casefold()) for name in names if name.casefold() in headings), None)

    def has(self, *names: str) -> bool:
        """Whether all of these are headings."""
        return all(self.position(name) is not None for name in names)

    def below(self, at: int | None, headers: int = 1) -> list[str]:
        """What stands in a column under the headings, as far as the sample goes, blanks left out."""
        return [text for row in self.rows[headers:] if (text := cell(row, at))]


class Told(Protocol):
    """What makes one answer of a row."""

    def __call__(self, cells: Cells) -> str:
        """The answer as text, "" where nothing was answered."""
        ...


@dataclass(frozen=True, slots=True)
class Asked:
    """One of their questions: its key and wording, and how its answer is read from a row."""

    ref: str
    label: str
    told: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where in a row everything stands. `headers` are the rows of headings; None stands for "no such column"."""

    questions: tuple[Asked, ...]
    headers: int = 1
    id_at: int | None = None
    time_at: int | None = None
    day_first: bool = True
    language_at: int | None = None
    form_at: int | None = None
    form_id: str = ""
    completed: Kept = always
    kept: Kept = always


class Preset(Protocol):
    """What knows the exports of one tool; `name` is what people say, `provider` whose ids its responses bear."""

    name: str
    provider: str

    def recognises(self, head: Head) -> float:
        """How sure it is, from 0 to 1, that this is an export of the tool."""
        ...

    def layout(self, head: Head) -> Layout:
        """What the columns mean."""
        ...


_LANGUAGES: Final[Mapping[str, str]] = {
    "english": "en", "welsh": "cy", "cymraeg": "cy", "saesneg": "en", "french": "fr", "german": "de", "spanish": "es",
    "polish": "pl", "arabic": "ar", "urdu": "ur", "bengali": "bn", "portuguese": "pt", "italian": "it",
}  # fmt: skip


def language_code(written: str) -> str:
    """The code of a language that is named there, such as `cy`, `EN-GB` or `Welsh`; "" where none is."""
    name = written.strip().casefold()
    if name in _LANGUAGES:
        return _LANGUAGES[name]
    code = name.replace("_", "-").partition("-")[0]
    return code if code.isascii() and code.isalpha() and 2 <= len(code) <= 3 else ""


def named_apart(headings: Sequence[str]) -> Iterator[str]:
    """The headings as keys: what was said before gets a number behind it."""
    seen: dict[str, int] = {}
    for heading in headings:
        seen[heading] = seen.get(heading, 0) + 1
        yield heading if seen[heading] == 1 else f"{heading} ({seen[heading]})"
