"""How far people and the model agree, code by code: Cohen's κ of two coders, Krippendorff's α of all, with intervals.

A code given or not given is a category of two, answer by answer. The figures are NLTK's; their intervals come from
the same definitions, written as functions of how often each answer counts, over answers drawn anew with replacement.
Sources: J. Cohen, A coefficient of agreement for nominal scales, 1960; K. Krippendorff, Content Analysis, 4th edition
(2019), chapter 12.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Final, NamedTuple

import numpy as np
from nltk.metrics.agreement import AnnotationTask

from services.reports.domain.blind import BlindCoding
from services.reports.domain.decisions import AnswerAt
from shared.estimation.bootstrap import Figure, intervals
from shared.estimation.probabilities import Floats

LEAST_DOUBLY_CODED: Final = 30
"""Fewer doubly coded answers say next to nothing: the interval of a κ would reach from poor to perfect."""

MACHINE: Final = ""
"""The model's id among coders."""

_SEED: Final = 20260101


class Given(NamedTuple):
    """The codes that a coder gave an answer."""

    at: AnswerAt
    coder: str
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure with its 95 % interval, from so many answers; `value` None where there are too few, or no code at all.

    `low` and `high` are None also where hardly any draw has a figure.
    """

    n: int
    value: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class CodeAgreement:
    """The agreement about one code: of all coders, and of each pair in the order of the pairs; `given` by anybody."""

    code: str
    given: int
    alpha: Measured
    kappas: tuple[Measured, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """All codes that anybody gave, most often given first; `coders` by id with their names, MACHINE first."""

    answers: int
    coders: tuple[tuple[str, str], ...]
    pairs: tuple[tuple[str, str], ...]
    codes: tuple[CodeAgreement, ...]

    @property
    def enough(self) -> bool:
        """Whether there are enough doubly coded answers for any figure."""
        return self.answers >= LEAST_DOUBLY_CODED


class Differing(NamedTuple):
    """An answer that coders differ about, with each coder's codes by their id."""

    at: AnswerAt
    codes: tuple[tuple[str, frozenset[str]], ...]


def agreement_of(codings: Iterable[BlindCoding]) -> Agreement:
    """How far those who coded blind agree with the model as it was then, and with each other."""
    made = list(codings)
    people = {each.reviewer.id: each.reviewer.name for each in made}
    names = {MACHINE: ""} | dict(sorted(people.items(), key=lambda person: (person[1], person[0])))
    given = tuple(given_in(made))
    return _measure(given, tuple(names.items()))


def given_in(codings: Iterable[BlindCoding]) -> list[Given]:
    """The codes of every coder and answer; those of the model as the first person met them."""
    found: dict[tuple[AnswerAt, str], Given] = {}
    for each in sorted(codings, key=lambda coding: (coding.at, coding.coded_at, coding.reviewer.id)):
        machine = frozenset(made.code for made in each.machine)
        found.setdefault((each.at, MACHINE), Given(each.at, MACHINE, machine))
        person = frozenset(made.code for made in each.codings)
        found[each.at, each.reviewer.id] = Given(each.at, each.reviewer.id, person)
    return list(found.values())


def differing(codings: Iterable[BlindCoding]) -> list[Differing]:
    """The answers that coders differ about, those with the most differences first."""
    by_answer: dict[AnswerAt, list[Given]] = defaultdict(list)
    for each in given_in(codings):
        by_answer[each.at].append(each)
    found = [
        Differing(at, tuple((each.coder, each.codes) for each in given))
        for at, given in by_answer.items()
        if len({each.codes for each in given}) > 1
    ]
    return sorted(found, key=lambda each: (-_differences(each), each.at))


def _differences(found: Differing) -> int:
    every = [codes for _, codes in found.codes]
    return len(frozenset().union(*every) - frozenset.intersection(*every))


@lru_cache(maxsize=16)
def _measure(given: tuple[Given, ...], coders: tuple[tuple[str, str], ...]) -> Agreement:
    # Cached: NLTK counts in plain loops, which takes a second for hundreds of answers with all codes.
    pairs = tuple(combinations((coder for coder, _ in coders), 2))
    codes = {code: sum(code in each.codes for each in given) for code in frozenset().union(*(g.codes for g in given))}
    often = sorted(codes, key=lambda code: (-codes[code], code))
    answers = len({each.at for each in given})
    return Agreement(answers, coders, pairs, tuple(_of_code(code, codes[code], given, pairs) for code in often))


def _of_code(code: str, n: int, given: Sequence[Given], pairs: Sequence[tuple[str, str]]) -> CodeAgreement:
    labels = {(each.at, each.coder): code in each.codes for each in given}
    return CodeAgreement(code, n, alpha_of(labels), tuple(kappa_of(labels, *pair) for pair in pairs))


Labels = dict[tuple[AnswerAt, str], bool]


def kappa_of(labels: Labels, one: str, other: str) -> Measured:
    """Cohen's κ of two coders over the answers that both have coded."""
    both = sorted(at for at, coder in labels if coder == one and (at, other) in labels)
    first, second = ([labels[at, coder] for at in both] for coder in (one, other))
    if len(both) < LEAST_DOUBLY_CODED or not any(first + second):
        return Measured(len(both))
    task = _task([(coder, str(place), labels[at, coder]) for place, at in enumerate(both) for coder in (one, other)])
    return _with_interval(float(task.kappa_pairwise(one, other)), kappa_figure(first, second), len(both))


def alpha_of(labels: Labels) -> Measured:
    """Krippendorff's α over the answers that at least two have coded."""
    by_answer: dict[AnswerAt, list[tuple[str, bool]]] = defaultdict(list)
    for (at, coder), label in sorted(labels.items()):
        by_answer[at].append((coder, label))
    doubly = [each for each in by_answer.values() if len(each) > 1]
    if len(doubly) < LEAST_DOUBLY_CODED or not any(label for each in doubly for _, label in each):
        return Measured(len(doubly))
    task = _task([(coder, str(place), label) for place, each in enumerate(doubly) for coder, label in each])
    figure = alpha_figure([sum(label for _, label in each) for each in doubly], [len(each) for each in doubly])
    return _with_interval(float(task.alpha()), figure, len(doubly))


def kappa_figure(first: Sequence[bool], second: Sequence[bool]) -> Figure:
    """κ of two coders as a function of how often each answer counts."""
    one, other = np.array(first, dtype=np.float64), np.array(second, dtype=np.float64)
    same = (one == other).astype(np.float64)

    def figure(weights: Floats) -> Floats:
        n = weights.sum(axis=1)
        of_one, of_other = weights @ one / n, weights @ other / n
        chance = of_one * of_other + (1 - of_one) * (1 - of_other)
        return _ratio(weights @ same / n - chance, 1 - chance)

    return figure


def alpha_figure(bearing: Sequence[int], coders: Sequence[int]) -> Figure:
    """α of answers that so many `coders` have coded, of whom so many found the code, likewise."""
    found, of = np.array(bearing, dtype=np.float64), np.array(coders, dtype=np.float64)
    apart = 2 * found * (of - found) / (of - 1)

    def figure(weights: Floats) -> Floats:
        with_code, without = weights @ found, weights @ (of - found)
        total = with_code + without
        return 1 - _ratio((total - 1) * (weights @ apart), 2 * with_code * without)

    return figure


def _task(data: Sequence[tuple[str, str, bool]]) -> AnnotationTask:
    return AnnotationTask(data=data)


def _with_interval(value: float, figure: Figure, n: int) -> Measured:
    low, high = intervals({"it": figure}, n, seed=_SEED).get("it", (None, None))
    return Measured(n, value, low, high)


def _ratio(part: Floats, whole: Floats) -> Floats:
    found: Floats = np.divide(part, whole, out=np.full(np.shape(whole), np.nan), where=whole > 1e-12)
    return found
