"""What the fakes of drafts keep, beside the rest of a shelf."""

from dataclasses import dataclass, field
from typing import Self

from services.intake.domain.drafts import Draft
from services.intake.domain.survey_changes import Archived, Change


@dataclass
class DraftShelf:
    """Drafts and archived surveys by slug, and what was done, the first first."""

    drafts: dict[str, Draft] = field(default_factory=dict)
    archive: dict[str, Archived] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)

    def __copy__(self) -> Self:
        return type(self)(dict(self.drafts), dict(self.archive), list(self.changes))
