"""What the fakes of uploaded files keep, beside the rest of a shelf."""

from dataclasses import dataclass, field
from typing import Self

from services.intake.application.import_ports import RefusedRow
from services.intake.domain.imports import Import


@dataclass
class ImportShelf:
    """Files by id, their bytes, and the rows that each refused, by line."""

    jobs: dict[str, Import] = field(default_factory=dict)
    files: dict[str, list[bytes]] = field(default_factory=dict)
    refusals: dict[tuple[str, int], RefusedRow] = field(default_factory=dict)

    def __copy__(self) -> Self:
        return type(self)(*(dict(kept) for kept in vars(self).values()))
