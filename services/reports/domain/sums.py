"""The running figures of a group: what was said under a question, as counts and as sums of chances."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import NamedTuple

from services.reports.domain.attributes import Group
from services.reports.domain.chances import Chances, Code
from services.reports.domain.surveys import SurveyKey


class SumsKey(NamedTuple):
    """Whose sums, and of what; the empty question is the whole survey, kept for everyone only."""

    survey: SurveyKey
    group: Group
    question: str


@dataclass(slots=True)
class Sums:
    """Out of `answers`, how many were found to bear each code, and how many are expected to, in ten-thousandths."""

    answers: int = 0
    named: Counter[Code] = field(default_factory=Counter)
    expected: Counter[Code] = field(default_factory=Counter)

    def count(self, chances: Chances, named: Collection[Code], times: int) -> None:
        """Count an answer; `times` -1 takes it away."""
        self.answers += times
        for code in named:
            self.named[code] += times
        expected = self.expected
        for code, chance in chances.items():
            expected[code] += chance * times

    def merge(self, other: "Sums") -> None:
        """Add what the other holds, which may be less than nothing."""
        self.answers += other.answers
        self.named.update(other.named)
        self.expected.update(other.expected)

    def take(self, other: "Sums") -> None:
        """Take away what the other holds."""
        self.answers -= other.answers
        self.named.subtract(other.named)
        self.expected.subtract(other.expected)

    def settled(self) -> "Sums":
        """The same without zeros, in one order."""
        return Sums(self.answers, _without_zeros(self.named), _without_zeros(self.expected))

    def __bool__(self) -> bool:
        """Whether anything is in it, or changes by it."""
        return bool(self.answers or any(self.named.values()) or any(self.expected.values()))


def _without_zeros(counts: Counter[Code]) -> Counter[Code]:
    return Counter({code: n for code, n in sorted(counts.items()) if n})
