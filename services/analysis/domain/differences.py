"""What another model would change: how many answers a code gains and loses, and a few answers to look at."""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from shared.contracts.coding_work import AnswerChanged

MOST_EXAMPLES: Final = 40


@dataclass(frozen=True, slots=True)
class Differences:
    """Answers gained and lost by code, and at most 40 examples, drawn as by lot among all that change."""

    gains: Mapping[str, int] = field(default_factory=dict)
    losses: Mapping[str, int] = field(default_factory=dict)
    examples: tuple[AnswerChanged, ...] = ()

    def with_changes(self, changes: Iterable[AnswerChanged], seed: str) -> "Differences":
        """These and more; in whatever portions changes come, the same seed draws the same examples."""
        more = list(changes)
        drawn = sorted({*self.examples, *more}, key=lambda change: _lot(seed, change))
        return Differences(
            gains=_counted(self.gains, (code for change in more for code in change.new)),
            losses=_counted(self.losses, (code for change in more for code in change.gone)),
            examples=tuple(drawn[:MOST_EXAMPLES]),
        )

    def only(self, responses: Collection[str]) -> "Differences":
        """The same with examples of these responses only."""
        return replace(self, examples=tuple(one for one in self.examples if one.response_id in responses))


NO_DIFFERENCES: Final = Differences()


def _counted(counts: Mapping[str, int], codes: Iterable[str]) -> dict[str, int]:
    return dict(sorted((Counter(counts) + Counter(codes)).items()))


def _lot(seed: str, change: AnswerChanged) -> str:
    return hashlib.sha256(f"{seed}/{change.response_id}/{change.question}".encode()).hexdigest()
