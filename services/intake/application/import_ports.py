"""What the use cases of uploaded files need from the outside."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.intake.application.ports import Reading, UnitOfWork
from services.intake.domain.errors import Fault
from services.intake.domain.imports import Import


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that was not stored: its line, its cells as they stood in the file, and what is wrong with it."""

    line: int
    cells: tuple[str, ...]
    faults: tuple[Fault, ...]


class Imports(Protocol):
    """The uploaded files of all teams."""

    def add(self, new: Import, pieces: Iterator[bytes]) -> int:
        """Keep a file, piece by piece; how many bytes it has."""
        ...

    def find(self, id_: str) -> Import | None:
        """The import of this id, None when there is none."""
        ...

    def take(self, id_: str) -> Import | None:
        """The same, and until this transaction ends nobody else takes it."""
        ...

    def keep(self, changed: Import) -> None:
        """Keep it as it is now."""
        ...

    def of_survey(self, slug: str, team_id: str) -> list[Import]:
        """A survey's imports, the newest first."""
        ...

    def claim(self, now: datetime) -> Import | None:
        """The oldest that waits for a worker, or whose worker fell silent; nobody else takes it meanwhile."""
        ...

    def pieces(self, id_: str) -> Iterator[bytes]:
        """The file's bytes, piece by piece."""
        ...

    def forget_file(self, id_: str) -> None:
        """Throw the file's bytes away."""
        ...

    def refuse(self, job: Import, rows: Sequence[RefusedRow]) -> None:
        """Keep rows that were not stored."""
        ...

    def refusals(self, id_: str, after: int = 0, most: int | None = None) -> list[RefusedRow]:
        """The rows that were not stored, by line; at most so many behind a line."""
        ...

    def forget(self, id_: str) -> None:
        """Throw an import away with all that belongs to it; what was stored stays."""
        ...

    def forget_before(self, before: datetime) -> int:
        """Throw away what was uploaded before then; how many imports these were."""
        ...


class ImportReading(Reading, Protocol):
    """A look at uploaded files beside surveys and responses."""

    @property
    def imports(self) -> Imports:
        """The uploaded files."""
        ...


class ImportUnit(UnitOfWork, Protocol):
    """A transaction over uploaded files and responses."""

    @property
    def imports(self) -> Imports:
        """The uploaded files."""
        ...
