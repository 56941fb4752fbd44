"""The table of responses that `adborth export` writes, as it comes back: what its columns and its cells mean."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from services.intake.importers.cards import ID, LANGUAGE, RECEIVED_AT
from services.intake.importers.grid import Cells, cell
from services.intake.importers.told import unguarded
from shared.contracts.exported_table import ATTRIBUTE, DAY, HIDDEN, REFERENCE

ABOUT_RESPONSES: Final[Mapping[str, str]] = {REFERENCE: ID, DAY: RECEIVED_AT, LANGUAGE: LANGUAGE}
"""What its columns about a response are called in our own table of cards."""


def is_own_export(headings: Collection[str]) -> bool:
    """Whether these are the headings of such a table, in whatever order."""
    return ABOUT_RESPONSES.keys() <= set(headings)


def reference_in(headings: Sequence[str], cells: Cells) -> str:
    """What a row of such a table calls its response; "" in any other table."""
    return cell(cells, headings.index(REFERENCE)) if is_own_export(headings) else ""


def own_columns(headings: Sequence[str], keys: Collection[str]) -> Iterator[str]:
    """The headings as our own table of cards calls them; attributes by the key of the question that asks for them."""
    for heading in headings:
        key = heading.removeprefix(ATTRIBUTE)
        yield key if key in keys else ABOUT_RESPONSES.get(heading, heading)


def own_cell(heading: str, written: str) -> str:
    """What was in the cell before a spreadsheet was kept from reading a formula; nothing where it was left out."""
    text = unguarded(written)
    return "" if _can_be_hidden(heading) and text.strip() == HIDDEN else text


@dataclass(frozen=True, slots=True)
class Exported:
    """An answer in such a table; `heading` is what its column is called."""

    at: int
    heading: str

    def __call__(self, cells: Cells) -> str:
        """The answer, "" where it was left out."""
        return own_cell(self.heading, cell(cells, self.at))


def _can_be_hidden(heading: str) -> bool:
    # Only what too few people may share is left out: under a question "hidden" is somebody's word.
    return heading in ABOUT_RESPONSES or heading.startswith(ATTRIBUTE)
