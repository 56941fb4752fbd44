"""How far counting anew has come after a codebook changed."""

from dataclasses import dataclass
from datetime import datetime

from services.reports.domain.codebook_history import CodebookKey


@dataclass(frozen=True, slots=True)
class Recount:
    """The responses up to the id `after` are counted by `version`; those that come meanwhile are counted so anyway."""

    key: CodebookKey
    version: int
    after: str
    asked_at: datetime
