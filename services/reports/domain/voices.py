"""Who needs and who offers the same: answers of people who may be contacted, matched by code and by their words."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import log, sqrt
from typing import Final, NamedTuple

from services.reports.domain.spoken import folded

NEED: Final = "need"
OFFER: Final = "offer"
CONTACT: Final = "contact"
QUOTE: Final = "quote"
MOST_VOICES: Final = 2_000
MOST_PER_CODE: Final = 100
MOST_PAIRS: Final = 50
_MOST_OF_ONE: Final = 3
_SAMPLES: Final = 3
# Words cut to their beginnings: a stemmer for any language, crude but known to do nearly as well as a learned one.
# P. McNamee & J. Mayfield, Character n-gram tokenization for European language text retrieval (2004).
_STEM: Final = 5
_SHORTEST: Final = 4
_NO_LETTERS: Final = re.compile(r"[\d_]+")


class CodeAt(NamedTuple):
    """A code of a codebook."""

    codebook: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """An answer that says what somebody needs or offers; `reference` names it on pages, never its response."""

    response_id: str
    survey: str
    reference: str
    text: str
    language: str
    received_at: datetime
    codes: frozenset[CodeAt]
    quotable: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """A need and an offer under the same codes; `alike` from 0 to 1 says how much their words have in common."""

    need: Voice
    offer: Voice
    codes: tuple[CodeAt, ...]
    alike: float


@dataclass(frozen=True, slots=True)
class Interest:
    """A code that enough people who may be contacted speak of, with words of those who may be quoted."""

    code: CodeAt
    people: int
    surveys: int
    samples: tuple[Voice, ...]


def pairs_of(needs: Sequence[Voice], offers: Sequence[Voice], settled: Iterable[frozenset[str]]) -> list[Pair]:
    """The pairs that fit best, of different people, without those that were decided about (by their responses).

    Of each code only the newest are compared, and nobody stands in more than a few pairs. Both are given newest first.
    """
    done, words = set(settled), _Words([*needs, *offers])
    found = {}
    for need, offer in _candidates(needs, offers):
        if need.response_id != offer.response_id and frozenset((need.response_id, offer.response_id)) not in done:
            codes = tuple(sorted(need.codes & offer.codes))
            found[need.reference, offer.reference] = Pair(need, offer, codes, words.alike(need, offer))
    best = sorted(
        found.values(), key=lambda pair: (-pair.alike, -len(pair.codes), pair.need.reference, pair.offer.reference)
    )
    return list(_few_of_each(best))[:MOST_PAIRS]


def interests_of(voices: Iterable[Voice], smallest_of: Mapping[str, int]) -> list[Interest]:
    """The codes that as many people speak of as the smallest group of each of their surveys, most people first."""
    by_code: dict[CodeAt, list[Voice]] = defaultdict(list)
    for voice in voices:
        for code in voice.codes:
            by_code[code].append(voice)
    found = []
    for code, spoken in by_code.items():
        people, surveys = {each.response_id for each in spoken}, {each.survey for each in spoken}
        if len(people) >= max(smallest_of[survey] for survey in surveys):
            quotable = {each.response_id: each for each in spoken if each.quotable}
            found.append(Interest(code, len(people), len(surveys), tuple(quotable.values())[:_SAMPLES]))
    return sorted(found, key=lambda each: (-each.people, each.code))


def _candidates(needs: Sequence[Voice], offers: Sequence[Voice]) -> Iterator[tuple[Voice, Voice]]:
    of_needs, of_offers = _by_code(needs), _by_code(offers)
    for code in sorted(of_needs.keys() & of_offers.keys()):
        yield from ((need, offer) for need in of_needs[code] for offer in of_offers[code])


def _by_code(voices: Sequence[Voice]) -> dict[CodeAt, list[Voice]]:
    found: dict[CodeAt, list[Voice]] = defaultdict(list)
    for voice in voices:
        for code in voice.codes:
            if len(found[code]) < MOST_PER_CODE:
                found[code].append(voice)
    return found


def _few_of_each(best: Iterable[Pair]) -> Iterator[Pair]:
    met: Counter[str] = Counter()
    for pair in best:
        people = (pair.need.response_id, pair.offer.response_id)
        if max(met[each] for each in people) < _MOST_OF_ONE:
            met.update(people)
            yield pair


class _Words:
    """What words weigh: the rarer among all answers, the more."""

    def __init__(self, voices: Sequence[Voice]) -> None:
        self._stems = {voice.reference: _stems(voice.text) for voice in voices}
        borne = Counter(stem for stems in self._stems.values() for stem in stems)
        self._weights = {stem: log(1 + len(self._stems) / times) for stem, times in borne.items()}
        self._lengths = {reference: sqrt(self._sum(stems)) for reference, stems in self._stems.items()}

    def alike(self, one: Voice, other: Voice) -> float:
        """The cosine of the two, each word counted once."""
        length = self._lengths[one.reference] * self._lengths[other.reference]
        shared = self._stems[one.reference] & self._stems[other.reference]
        return self._sum(shared) / length if length else 0.0

    def _sum(self, stems: Iterable[str]) -> float:
        # In one order, so that the same answers are always as alike to the last digit.
        return sum(self._weights[stem] ** 2 for stem in sorted(stems))


def _stems(text: str) -> frozenset[str]:
    words = folded(text).split()
    return frozenset(word[:_STEM] for word in words if len(word) >= _SHORTEST and not _NO_LETTERS.fullmatch(word))
