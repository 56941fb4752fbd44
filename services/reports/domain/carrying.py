"""What codings of an earlier version mean in the newest version of their codebook, for figures and for people."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import prod
from typing import Any, TypeAlias

from services.reports.domain.chances import UNIT, Chances, chances_of, whole
from services.reports.domain.codebook_history import CodebookKey
from services.reports.domain.codebooks import Edition, ThemesOf
from shared.contracts.coded_answers import AnswerCoded, CodingMade


@dataclass(frozen=True, slots=True)
class Carrying:
    """How codes are carried into `version`, the newest: no code ever vanishes from it, so it alone tells of all.

    A merge that was taken back gives back what was coded before it. `themes` are those of the codes that are given,
    `lost` those of the others.
    """

    version: int
    themes: Mapping[str, str]
    merged: Mapping[str, str] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    lost: Mapping[str, str] = field(default_factory=dict)

    def changes(self, code: str) -> bool:
        """Whether it is another code now, or none."""
        return code in self.merged or code in self.gone

    def carried(self, code: str) -> str | None:
        """The code that it is now; None where it was split or retired: nobody knows what was meant.

        A code that the codebook never had is left as it is.
        """
        while code in self.merged:
            code = self.merged[code]
        return None if code in self.gone else code


CarryingOf: TypeAlias = Mapping[CodebookKey, Carrying]
"""How codes are carried, by codebook; a codebook that is not known yet is not in it."""


def is_gone(code: Mapping[str, Any]) -> bool:
    """Whether a code of a body was merged, split or retired."""
    return bool(code.get("merged_into") or code.get("split_into") or code.get("retired"))


def carrying_of(version: int, body: Mapping[str, Any]) -> Carrying:
    """How codes are carried into the version with this body."""
    themes: dict[str, str] = {}
    merged: dict[str, str] = {}
    gone: set[str] = set()
    lost: dict[str, str] = {}
    for theme in body["themes"]:
        for code in theme["codes"]:
            id_, into = code["id"], code.get("merged_into")
            if into:
                merged[id_] = into
            elif is_gone(code):
                gone.add(id_)
            (lost if id_ in merged or id_ in gone else themes)[id_] = theme["id"]
    return Carrying(version, themes, merged, frozenset(gone), lost)


def themes_of(carryings: CarryingOf) -> ThemesOf:
    """The theme of each code that is given, by the newest edition of each codebook."""
    return {Edition(*key, carrying.version): carrying.themes for key, carrying in carryings.items()}


def carry_answer(answer: AnswerCoded, team_id: str, carryings: CarryingOf) -> AnswerCoded:
    """The answer as if it had been coded by the newest version of its codebook.

    Two codes that are one now are given once, on the words of both; the chance of the one is that not both are
    missing, as for a theme and its codes.
    """
    carrying = carrying_for(answer, team_id, carryings)
    if carrying is None or (carrying.version == answer.codebook_version and not carrying.lost):
        return answer
    return replace(
        answer,
        codebook_version=carrying.version,
        codings=carry_codings(answer.codings, carrying),
        probabilities=_carried_chances(answer, carrying),
    )


def carrying_for(answer: AnswerCoded, team_id: str, carryings: CarryingOf) -> Carrying | None:
    """How the codes of an answer are carried; None where it has no codebook, or one that is not known."""
    return carryings.get(CodebookKey(team_id, answer.codebook)) if answer.codebook is not None else None


def chances_before(answer: AnswerCoded, team_id: str, carryings: CarryingOf) -> Chances | None:
    """The chances that an answer had before it was carried; None where carrying it changes none."""
    carrying = carrying_for(answer, team_id, carryings)
    if carrying is None or not carrying.lost:
        return None
    chances = chances_of(answer, {**carrying.themes, **carrying.lost})
    return chances if any(carrying.changes(code.code) for code in chances) else None


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
    spans = tuple(sorted({(start, end) for start, end in (*one.spans, *other.spans)}))
    return replace(one, confidence=max(one.confidence, other.confidence), spans=spans)


def _carried_chances(answer: AnswerCoded, carrying: Carrying) -> dict[str, float]:
    # A code without a chance was given by rule: it is sure, whatever it is merged with.
    told = {made.code: 1.0 for made in answer.codings if carrying.changes(made.code)} | dict(answer.probabilities)
    parts: dict[str, list[float]] = {}
    # In one order and in whole ten-thousandths, since what is read from rows again must give the same.
    for before, chance in sorted(told.items()):
        code = carrying.carried(before)
        if code is not None:
            parts.setdefault(code, []).append(chance)
    return {code: chances[0] if len(chances) == 1 else _any_of(chances) for code, chances in parts.items()}


def _any_of(chances: list[float]) -> float:
    return 1 - prod(1 - whole(chance) / UNIT for chance in chances)
