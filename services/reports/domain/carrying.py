"""What codings of an earlier version mean in the newest version of their codebook, for figures and for people."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from services.reports.domain.codebook_history import CodebookKey
from shared.contracts.coded_answers import AnswerCoded, CodingMade


@dataclass(frozen=True, slots=True)
class Carrying:
    """How codes are carried into `version`, the newest: no code ever vanishes from it, so it alone tells of all.

    A merge that was taken back gives back what was coded before it. `themes` are those of the codes that are given.
    """

    version: int
    themes: Mapping[str, str]
    merged: Mapping[str, str] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()

    def carried(self, code: str) -> str | None:
        """The code that it is now; None where it was split or retired: nobody knows what was meant.

        A code that the codebook never had is left as it is.
        """
        while code in self.merged:
            code = self.merged[code]
        return None if code in self.gone else code


CarryingOf: TypeAlias = Mapping[CodebookKey, Carrying]
"""How codes are carried, by codebook; a codebook that is not known yet is not in it."""


def carrying_of(version: int, body: Mapping[str, Any]) -> Carrying:
    """How codes are carried into the version with this body."""
    themes: dict[str, str] = {}
    merged: dict[str, str] = {}
    gone: set[str] = set()
    for theme in body["themes"]:
        for code in theme["codes"]:
            if into := code.get("merged_into"):
                merged[code["id"]] = into
            elif code.get("split_into") or code.get("retired"):
                gone.add(code["id"])
            else:
                themes[code["id"]] = theme["id"]
    return Carrying(version, themes, merged, frozenset(gone))


def carry_answer(answer: AnswerCoded, team_id: str, carryings: CarryingOf) -> AnswerCoded:
    """The answer as if it had been coded by the newest version of its codebook.

    Two codes that are one now are given once, on the words of both; the chance of the one is that not both are
    missing, as for a theme and its codes.
    """
    carrying = carryings.get(CodebookKey(team_id, answer.codebook)) if answer.codebook is not None else None
    if carrying is None or (carrying.version == answer.codebook_version and not (carrying.merged or carrying.gone)):
        return answer
    return replace(
        answer,
        codebook_version=carrying.version,
        codings=carry_codings(answer.codings, carrying),
        probabilities=_carried_chances(answer.probabilities, carrying),
    )


def carry_codings(codings: tuple[CodingMade, ...], carrying: Carrying) -> tuple[CodingMade, ...]:
    """The codings in the newest version; those of codes that were split or retired are left out."""
    found: dict[str, CodingMade] = {}
    for made in codings:
        code = carrying.carried(made.code)
        if code is None:
            continue
        coding = replace(made, code=code, theme=carrying.themes.get(code, made.theme))
        found[code] = _both(found[code], coding) if code in found else coding
    return tuple(found.values())


def lost_codes(codings: tuple[CodingMade, ...], carrying: Carrying) -> tuple[str, ...]:
    """The codes among these that were split or retired: what a person meant by them, a person must say anew."""
    return tuple(dict.fromkeys(made.code for made in codings if carrying.carried(made.code) is None))


def _both(one: CodingMade, other: CodingMade) -> CodingMade:
    spans = tuple(sorted({*map(tuple, one.spans), *map(tuple, other.spans)}))
    return replace(one, confidence=max(one.confidence, other.confidence), spans=spans)


def _carried_chances(chances: Mapping[str, float], carrying: Carrying) -> dict[str, float]:
    found: dict[str, float] = {}
    for told, chance in chances.items():
        code = carrying.carried(told)
        if code is not None:
            found[code] = 1 - (1 - found[code]) * (1 - chance) if code in found else chance
    return found
