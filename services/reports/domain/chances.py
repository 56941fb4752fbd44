"""How likely an answer bears each code, in whole ten-thousandths: sums of whole numbers can be taken back exactly."""

from collections.abc import Mapping
from math import log
from typing import Final, NamedTuple

from shared.contracts.coded_answers import AnswerCoded

UNIT: Final = 10_000
SURE: Final = 19
"""The step of what is certain; the others are of -18 to 18."""


class Code(NamedTuple):
    """A code in its theme; with an empty `code`, the theme: at least one of its codes."""

    theme: str
    code: str


Chances = Mapping[Code, int]


class Step(NamedTuple):
    """A code whose chance lies about a step: half a unit of the logit scale, from 0 for an even chance."""

    theme: str
    code: str
    step: int


def chances_of(answer: AnswerCoded, themes: Mapping[str, str]) -> Chances:
    """The chances of all codes of the answer's codebook, facets left out; a code that was given by rule is sure.

    `themes` are those of each code in the version that it was coded by; a code that is in none counts if it was given.
    """
    told = answer.probabilities
    chances = {Code(coding.theme, coding.code): whole(told.get(coding.code, 1.0)) for coding in answer.codings}
    given = {code.code for code in chances}
    for code, theme in themes.items():
        if code in told and code not in given:
            chances[Code(theme, code)] = whole(told[code])
    return {code: chance for code, chance in sorted(chances.items()) if chance}


def with_themes(chances: Chances) -> Chances:
    """The same with the chance of each theme: that not all of its codes are missing, each for itself."""
    missing: dict[str, float] = {}
    for (theme, _code), chance in chances.items():
        missing[theme] = missing.get(theme, 1.0) * (1 - chance / UNIT)
    return {**chances, **{Code(theme, ""): round((1 - none) * UNIT) for theme, none in missing.items()}}


def in_any_answer(answers: Mapping[str, Chances]) -> Chances:
    """The chances that a response, whose answers are given by question, bears each code in at least one of them."""
    missing: dict[Code, float] = {}
    # In one order, since products of floats depend on it: what is taken back must be what was added.
    for _question, chances in sorted(answers.items()):
        for code, chance in chances.items():
            missing[code] = missing.get(code, 1.0) * (1 - chance / UNIT)
    return {code: round((1 - none) * UNIT) for code, none in missing.items()}


def whole(probability: float) -> int:
    """A probability in ten-thousandths."""
    return round(min(1.0, max(0.0, probability)) * UNIT)


def _step(chance: int) -> int:
    return SURE if chance == UNIT else round(2 * log(chance / (UNIT - chance)))


_STEPS: Final = (-SURE, *(_step(chance) for chance in range(1, UNIT + 1)))


def step_of(chance: int) -> int:
    """The step that a chance lies about; what is impossible is on a step of its own, which nobody counts."""
    return _STEPS[chance]
