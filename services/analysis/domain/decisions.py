"""What people decided about answers, as far as a model learns from it: the codes, and no words."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The newest decision about one answer; `number` says which of its decisions it is, and the highest wins.

    `codes` are those of `codebook_version`, none at all means "no code". `revision` is the coding that was judged: of
    words that were others then nothing is learned. One that was `undone` is kept, so that an earlier one that comes
    late does not come to life.
    """

    team_id: str
    response_id: str
    question: str
    number: int
    reviewer: str
    reviewed_at: datetime
    codebook: str
    codebook_version: int
    revision: int
    codes: tuple[str, ...]
    undone: bool = False
