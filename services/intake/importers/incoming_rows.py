"""A row on its way in: what it is to a survey, beside what stood in the file."""

from dataclasses import dataclass

from services.intake.importers.cards import Card
from services.intake.importers.grid import Cells
from services.intake.importers.table import Refusal


@dataclass(frozen=True, slots=True)
class Incoming:
    """A row as a card or with what is wrong with it; `cells` are the row as it stood in the file."""

    line: int
    cells: Cells
    item: Card | Refusal
