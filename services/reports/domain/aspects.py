"""What is noticed of a response beside its codes: how it speaks, its tone, when it came in, which codes stand together.

An aspect counts like a group: out of the answers that bear it, how many bear each code. Only facets overlap, and codes.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from services.reports.domain.attributes import Group
from services.reports.domain.chances import Code

FACET: Final = "facet"
TONE: Final = "tone"
TOGETHER: Final = "together"
DAY: Final = "day"
HOUR: Final = "hour"

PROBLEM: Final = "+problem"
"""A need or a barrier: what strengths stand beside. No facet of a codebook can be called so."""
PROBLEMS: Final = frozenset({"need", "barrier"})

# A day is a day where people answer, not one in UTC.
_LONDON: Final = ZoneInfo("Europe/London")
_WHOLE: Final = ""

NamedCodes = Mapping[str, Collection[Code]]
"""The codes that were given, by question."""


class Noticed(NamedTuple):
    """The facets of one answer, and its tone, "" where none could be told."""

    facets: tuple[str, ...]
    tone: str


@dataclass(frozen=True, slots=True)
class Noticing:
    """What was noticed of a response: by question for each coded answer with words, and the hour it came in."""

    answers: Mapping[str, Noticed] = field(default_factory=dict)
    hour: str = ""


class Aspect(NamedTuple):
    """One thing to count: an aspect under a question ("" is the whole response), with the codes that go with it."""

    group: Group
    question: str
    codes: frozenset[Code]


def hour_of(moment: datetime) -> str:
    """The hour of a moment on the clocks of Wales, as `2026-11-22T12`."""
    return moment.astimezone(_LONDON).strftime("%Y-%m-%dT%H")


def aspects_of(noticing: Noticing, named: NamedCodes) -> Iterator[Aspect]:
    """All that is counted of a response whose answers bear the codes `named`."""
    whole = frozenset(code for codes in named.values() for code in codes)
    for group, questions in sorted(_facets(noticing).items()):
        together = frozenset(code for question in questions for code in named.get(question, ()))
        yield Aspect(group, _WHOLE, together)
        yield from (Aspect(group, question, frozenset(named.get(question, ()))) for question in questions)
    for question, noticed in sorted(noticing.answers.items()):
        yield Aspect(Group(TONE, noticed.tone), question, frozenset(named.get(question, ())))
    if noticing.hour:
        yield Aspect(Group(HOUR, noticing.hour), _WHOLE, whole)
        yield Aspect(Group(DAY, noticing.hour.partition("T")[0]), _WHOLE, whole)
    # Each pair stands once, with the code that comes first.
    for code in sorted(whole):
        yield Aspect(Group(TOGETHER, written(code)), _WHOLE, frozenset(other for other in whole if other > code))


def written(code: Code) -> str:
    """A code as the value of an aspect."""
    return f"{code.theme}/{code.code}"


def code_written(value: str) -> Code:
    """The code that a value stands for."""
    theme, _, code = value.partition("/")
    return Code(theme, code)


def with_problem(facets: Collection[str]) -> tuple[str, ...]:
    """The facets as they are counted: with one for any problem."""
    found = set(facets)
    return tuple(sorted(found | ({PROBLEM} if found & PROBLEMS else set())))


def _facets(noticing: Noticing) -> dict[Group, list[str]]:
    found: dict[Group, list[str]] = {}
    for question, noticed in sorted(noticing.answers.items()):
        for facet in with_problem(noticed.facets):
            found.setdefault(Group(FACET, facet), []).append(question)
    return found
