"""Carries codes that a model gives into the codebook as people changed it since: merged codes go with the merger."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from services.analysis.domain.codings import AnswerCoding, Coding
from shared.codebooks.codebook import Codebook


@dataclass(frozen=True)
class Carrier:
    """Knows for each code what stands for it in a newer version of its codebook.

    A merged code is the one that it was merged into. One that was retired or split is not given any more: which half
    an old code meant nobody knows. A code that the version does not know at all stays what it was.
    """

    codebook: Codebook

    def code(self, code: str) -> str | None:
        """The code that stands for this one; None if there is none."""
        end = self._ends(code)
        return None if end in self._gone else end

    def codes(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Those that stand for these, each once."""
        carried = (self.code(code) for code in codes)
        return tuple(dict.fromkeys(code for code in carried if code))

    def decided(self, codes: Iterable[str]) -> tuple[str, ...] | None:
        """What a person who gave these would give now; None where one was split, so that nobody knows."""
        given = tuple(codes)
        return None if any(self._ends(code) in self._split for code in given) else self.codes(given)

    def coding(self, found: AnswerCoding) -> AnswerCoding:
        """The same finding in the codes, themes and facets of the newer version."""
        if not self._moves(found):
            return found
        return replace(found, codings=self._codings(found.codings), probabilities=self._likeliest(found.probabilities))

    def _ends(self, code: str) -> str:
        while onward := self._gone.get(code):
            code = onward
        return code

    @cached_property
    def _split(self) -> frozenset[str]:
        return frozenset(code.id for code in self.codebook.gone() if code.split_into)

    @cached_property
    def _gone(self) -> Mapping[str, str]:
        return {code.id: code.merged_into for code in self.codebook.gone()}

    def _moves(self, found: AnswerCoding) -> bool:
        themes = self.codebook.theme_of_code
        moved = any(themes.get(coding.code) != coding.theme for coding in found.codings)
        return moved or not self._gone.keys().isdisjoint(found.probabilities)

    def _codings(self, codings: Iterable[Coding]) -> tuple[Coding, ...]:
        carried: dict[str, Coding] = {}
        for coding in codings:
            if code := self.code(coding.code):
                theme = self.codebook.theme_of_code.get(code, coding.theme)
                carried[code] = _together(replace(coding, code=code, theme=theme), carried.get(code))
        return tuple(carried.values())

    def _likeliest(self, probabilities: Mapping[str, float]) -> dict[str, float]:
        # Whoever says either says the merged code, so it is at least as likely as the likelier of the two.
        likeliest: dict[str, float] = {}
        for code, value in probabilities.items():
            if carried := self.code(code):
                likeliest[carried] = max(value, likeliest.get(carried, 0.0))
        return likeliest


def _together(coding: Coding, other: Coding | None) -> Coding:
    if other is None:
        return coding
    spans = tuple(sorted({*coding.spans, *other.spans}))
    return replace(coding, confidence=max(coding.confidence, other.confidence), spans=spans)
