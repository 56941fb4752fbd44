"""The rows behind a report as they stand in the read model: as many as there are codes, however many answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from services.reports.domain.attributes import Group
from services.reports.domain.chances import Code
from services.reports.domain.codebooks import Outline
from services.reports.domain.counts import CodeAt
from services.reports.domain.samples import SampleOf
from services.reports.domain.sums import Sums
from services.reports.domain.surveys import Survey
from shared.estimation.shares import Share


@dataclass(frozen=True, slots=True)
class Totals:
    """The figures of a whole survey; `answers` are those with words in them, `updated_at` when any figure changed."""

    responses: int
    answers: int
    parked: int
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Checked:
    """A question's shares as a reviewed sample corrects them, if it is enough; `others`: of codes not in `shares`."""

    sample: SampleOf
    shares: Mapping[Code, Share] = field(default_factory=dict)
    others: Share | None = None

    def share(self, code: Code) -> Share | None:
        """The corrected share of a code; of a theme, where its code is empty."""
        return self.shares.get(code, self.others)


@dataclass(frozen=True, slots=True)
class ReportRows:
    """Counts by question ("" is the whole survey); `outlines` are the team's codebooks, newest versions.

    `sums` are those of everyone and, where a split was asked for, of its groups; `attributes` tells how many values
    each attribute has that the figures could be split by, `aspects` what else was noticed of answers,
    `checked` by question what people reviewed at random.
    """

    survey: Survey
    totals: Totals
    answers: Mapping[str, int]
    themes: Mapping[tuple[str, str], int]
    codes: Mapping[CodeAt, int]
    languages: Mapping[str, int]
    outlines: tuple[Outline, ...]
    sums: Mapping[tuple[Group, str], Sums] = field(default_factory=dict)
    attributes: Mapping[str, int] = field(default_factory=dict)
    aspects: Mapping[tuple[Group, str], Sums] = field(default_factory=dict)
    checked: Mapping[str, Checked] = field(default_factory=dict)

    def sums_of(self, group: Group, question: str) -> Sums:
        """What a group said under a question."""
        return self.sums.get((group, question)) or Sums()


@dataclass(frozen=True, slots=True)
class Stamp:
    """What changes whenever the figures or the titles of a report change: the key of its ETag."""

    counts: int
    codebooks: int
    updated_at: datetime
    closed: bool
