"""The tone of answers as a distribution beside their quotes: a word list heard it, and it makes no score."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from services.reports.domain.aspects import TONE
from services.reports.domain.chances import Code
from services.reports.domain.report_rows import ReportRows
from services.reports.domain.sums import Sums

TONES: Final = ("negative", "neutral", "positive", "mixed")
_UNTOLD: Final = ""


@dataclass(frozen=True, slots=True)
class Tones:
    """How many answers have each tone; of `untold` none could be told, as of every Welsh one."""

    counts: Mapping[str, int]
    untold: int

    @property
    def told(self) -> int:
        """How many have a tone at all."""
        return sum(self.counts.values())


def tones_of(rows: ReportRows, question: str | None = None) -> Tones:
    """The tones of all coded answers, or of those to one question."""
    return _spread(rows, question, lambda sums: sums.answers)


def tones_of_code(rows: ReportRows, code: Code) -> Tones:
    """The tones of the answers that bear a code."""
    return _spread(rows, None, lambda sums: sums.named[code])


def _spread(rows: ReportRows, question: str | None, counted: Callable[[Sums], int]) -> Tones:
    counts = dict.fromkeys((*TONES, _UNTOLD), 0)
    for (group, asked), sums in rows.aspects.items():
        if group.attribute == TONE and question in (None, asked):
            counts[group.value if group.value in counts else _UNTOLD] += counted(sums)
    untold = counts.pop(_UNTOLD)
    return Tones(counts, untold)
