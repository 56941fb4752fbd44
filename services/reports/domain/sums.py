"""The running figures of a group: what was said under a question, as counts and as sums of chances."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from services.reports.domain.attributes import Group
from services.reports.domain.chances import Chances, Code, Step, step_of
from services.reports.domain.surveys import SurveyKey

K = TypeVar("K", Code, Step)


class SumsKey(NamedTuple):
    """Whose sums, and of what; the empty question is the whole survey, kept for everyone only."""

    survey: SurveyKey
    group: Group
    question: str


@dataclass(slots=True)
class Sums:
    """Out of `answers`, how many were found to bear each code, and how many are expected to, in ten-thousandths.

    `foreseen` counts answers by the chance that the model gave each code, also where a person decided: all that an
    estimate with a reviewed sample needs of the rest. It is kept for everyone under each question, for no group.
    """

    answers: int = 0
    named: Counter[Code] = field(default_factory=Counter)
    expected: Counter[Code] = field(default_factory=Counter)
    foreseen: Counter[Step] = field(default_factory=Counter)

    def count(self, chances: Chances, named: Collection[Code], times: int) -> None:
        """Count an answer; `times` -1 takes it away."""
        self.answers += times
        for code in named:
            self.named[code] += times
        expected = self.expected
        for code, chance in chances.items():
            expected[code] += chance * times

    def foresee(self, chances: Chances, times: int) -> None:
        """Count the chances that the model gave; `times` -1 takes them away."""
        foreseen = self.foreseen
        for (theme, code), chance in chances.items():
            foreseen[Step(theme, code, step_of(chance))] += times

    def merge(self, other: "Sums") -> None:
        """Add what the other holds, which may be less than nothing."""
        self.answers += other.answers
        self.named.update(other.named)
        self.expected.update(other.expected)
        self.foreseen.update(other.foreseen)

    def take(self, other: "Sums") -> None:
        """Take away what the other holds."""
        self.answers -= other.answers
        self.named.subtract(other.named)
        self.expected.subtract(other.expected)
        self.foreseen.subtract(other.foreseen)

    def settled(self) -> "Sums":
        """The same without zeros, in one order."""
        return Sums(
            self.answers, _without_zeros(self.named), _without_zeros(self.expected), _without_zeros(self.foreseen)
        )

    def __bool__(self) -> bool:
        """Whether anything is in it, or changes by it."""
        numbers = (self.named, self.expected, self.foreseen)
        return bool(self.answers or any(any(each.values()) for each in numbers))


def _without_zeros(counts: Counter[K]) -> Counter[K]:
    return Counter({key: n for key, n in sorted(counts.items()) if n})
