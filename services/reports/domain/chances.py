"""How likely an answer bears each code, in whole ten-thousandths: sums of whole numbers can be taken back exactly."""

from collections.abc import Iterable, Mapping
from math import prod
from typing import Final, NamedTuple

from shared.contracts.messages import AnswerCoded

UNIT: Final = 10_000


class Code(NamedTuple):
    """A code in its theme; with an empty `code`, the theme: at least one of its codes."""

    theme: str
    code: str


Chances = Mapping[Code, int]


def chances_of(answer: AnswerCoded, themes: Mapping[str, str]) -> Chances:
    """The chances of all codes of the answer's codebook, facets left out; a code that was given by rule is sure.

    `themes` are those of each code in the version that it was coded by; a code that is in none counts if it was given.
    """
    told = answer.probabilities
    chances = {Code(coding.theme, coding.code): _whole(told.get(coding.code, 1.0)) for coding in answer.codings}
    given = {code.code for code in chances}
    for code, theme in themes.items():
        if code in told and code not in given:
            chances[Code(theme, code)] = _whole(told[code])
    return {code: chance for code, chance in sorted(chances.items()) if chance}


def with_themes(chances: Chances) -> Chances:
    """The same with the chance of each theme: that not all of its codes are missing, each for itself."""
    return {**chances, **_any_of((Code(code.theme, ""), chance) for code, chance in chances.items())}


def in_any_answer(answers: Iterable[Chances]) -> Chances:
    """The chances that a response bears each code in at least one of its answers."""
    return _any_of((code, chance) for chances in answers for code, chance in chances.items())


def _any_of(chances: Iterable[tuple[Code, int]]) -> Chances:
    alike: dict[Code, list[int]] = {}
    for code, chance in chances:
        alike.setdefault(code, []).append(chance)
    return {code: several[0] if len(several) == 1 else _at_least_one(several) for code, several in alike.items()}


def _at_least_one(chances: list[int]) -> int:
    # In rising order, so that the product does not depend on the order in which the answers were read.
    return _whole(1 - prod(1 - chance / UNIT for chance in sorted(chances)))


def _whole(probability: float) -> int:
    return round(min(1.0, max(0.0, probability)) * UNIT)
