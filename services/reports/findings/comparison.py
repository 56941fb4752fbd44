"""Two sides compared code by code, with what makes the comparison doubtful, or why there can be none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from statistics import NormalDist
from typing import Final

from services.reports.domain.surveys import SurveyKey
from services.reports.findings.groups import AttributeTitle, GroupTitle
from services.reports.findings.lines import Title
from shared.estimation.differences import Difference, difference
from shared.estimation.shares import Z_95, Share

FEW: Final = 30
_ERROR: Final = 0.05


class Doubt(StrEnum):
    """What a reader must know before believing a difference."""

    WORDING = "wording"
    MODELS = "models"
    SAME_PEOPLE = "same-people"
    FEW = "few"


@dataclass(frozen=True, slots=True)
class Figures:
    """A side's figures for a code: `n` and `share` None where they are kept back, `share` also of no answers."""

    n: int | None
    share: Share | None


@dataclass(frozen=True, slots=True)
class SideLine:
    """A code as one side has it; not `knowable` where some answers were coded before the codebook had it."""

    code: str
    theme: str
    title: Title
    figures: Figures
    knowable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Who is compared: those of a survey, under one question or all, of one group or everyone.

    `answers` None is a number that is kept back. `codebooks` are those that the lines come from.
    """

    survey: SurveyKey
    title: Title
    question: str | None
    text: Title
    attribute: AttributeTitle | None
    group: GroupTitle | None
    answers: int | None
    lines: Mapping[str, SideLine]
    codebooks: frozenset[str]
    models: frozenset[str]


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """A code on both sides; no `apart` where either side's share is kept back, unknowable or of nobody."""

    one: SideLine
    other: SideLine
    apart: Difference | None

    @property
    def knowable(self) -> bool:
        """Whether both sides could have been given the code."""
        return self.one.knowable and self.other.knowable


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sides line by line, largest difference first; `clearest` is one that chance hardly brings about."""

    one: Side
    other: Side
    lines: tuple[ComparedLine, ...]
    doubts: tuple[Doubt, ...]
    clearest: ComparedLine | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)


def can_be_compared(one: Side, other: Side, mapping: Mapping[str, str]) -> bool:
    """Whether the codes of the two mean the same: they are of one codebook, or somebody said which are alike."""
    return bool(one.codebooks & other.codebooks) or bool(mapping)


def compile_comparison(one: Side, other: Side, mapping: Mapping[str, str]) -> Comparison:
    """Compare the codes that both have; `mapping` says which code of the other side is which of this one."""
    theirs = _theirs(one, other, mapping)
    lines = [_compared(line, theirs[code]) for code, line in one.lines.items() if code in theirs]
    lines.sort(key=lambda line: -abs(line.apart.estimate) if line.apart else 1)
    return Comparison(one, other, tuple(lines), _doubts(one, other), clearest(lines), mapping)


def clearest(lines: Sequence[ComparedLine]) -> ComparedLine | None:
    """The line whose sides lie farthest apart for their sizes; None where one of all may do so by chance.

    At 5 % for all lines together (Bonferroni): of comparisons without any difference, one in twenty is said to
    have one.
    """
    told = [(line, abs(_errors_apart(line.apart))) for line in lines if line.apart]
    if not told:
        return None
    line, distance = max(told, key=lambda pair: pair[1])
    return line if distance > NormalDist().inv_cdf(1 - _ERROR / len(told) / 2) else None


def _theirs(one: Side, other: Side, mapping: Mapping[str, str]) -> dict[str, SideLine]:
    """The other's lines by the code of this side that they are alike to; what somebody said goes first."""
    of_one_codebook = bool(one.codebooks & other.codebooks)
    same = {code: line for code, line in other.lines.items() if of_one_codebook and code not in mapping}
    return same | {mapping[code]: line for code, line in other.lines.items() if code in mapping}


def _compared(one: SideLine, other: SideLine) -> ComparedLine:
    ours, theirs = one.figures.share, other.figures.share
    if ours is None or theirs is None or not (one.knowable and other.knowable):
        return ComparedLine(one, other, None)
    return ComparedLine(one, other, difference(ours, theirs))


def _errors_apart(apart: Difference) -> float:
    """How many standard errors there are between a difference and none, by the end of its interval towards none."""
    towards = apart.estimate - apart.low if apart.estimate > 0 else apart.high - apart.estimate
    return Z_95 * apart.estimate / towards if towards else 0.0


def _doubts(one: Side, other: Side) -> tuple[Doubt, ...]:
    found = {
        Doubt.WORDING: one.question is not None and other.question is not None and _other_words(one.text, other.text),
        Doubt.MODELS: one.models != other.models,
        Doubt.SAME_PEOPLE: one.survey == other.survey and not _two_groups(one, other),
        Doubt.FEW: any(side.answers is None or side.answers < FEW for side in (one, other)),
    }
    return tuple(doubt for doubt, holds in found.items() if holds)


def _other_words(one: Title, other: Title) -> bool:
    """Whether the question was asked in other words in a language that both have, or in no common language."""
    both = one.keys() & other.keys()
    return not both or any(_plain(one[language]) != _plain(other[language]) for language in both)


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


def _two_groups(one: Side, other: Side) -> bool:
    if one.group is None or other.group is None or one.attribute is None or other.attribute is None:
        return False
    return one.attribute.key == other.attribute.key and one.group.value != other.group.value
