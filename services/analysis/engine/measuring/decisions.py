"""What a coder decided beside what is true, as arrays, so that every figure is a sum over them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.analysis.domain.codings import AnswerCoding

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Decisions:
    """Answers (rows) by codes (columns): `truth` as in the gold, `given` by the coder, and its `probabilities`."""

    truth: Bools
    given: Bools
    probabilities: Floats

    @classmethod
    def of(cls, codings: Sequence[AnswerCoding], gold: Sequence[Collection[str]], codes: Sequence[str]) -> "Decisions":
        """What `codings` say of `codes` beside what `gold` says of the same answers."""
        given = [{coding.code for coding in found.codings} for found in codings]
        probabilities = [[found.probabilities[code] for code in codes] for found in codings]
        shape = (len(codings), len(codes))
        chances = np.array(probabilities, dtype=np.float64).reshape(shape)
        return cls(indicators(gold, codes), indicators(given, codes), chances)

    def rows(self, chosen: Bools) -> "Decisions":
        """The decisions about some of the answers."""
        return Decisions(self.truth[chosen], self.given[chosen], self.probabilities[chosen])


def indicators(given: Sequence[Collection[str]], names: Sequence[str]) -> Bools:
    """A row for each collection, a column for each name: whether the name is in it."""
    found = np.array([[name in row for name in names] for row in given], dtype=np.bool_)
    return found.reshape(len(given), len(names))


def grouped(values: Bools, names: Sequence[str], group_of: Mapping[str, str]) -> Bools:
    """Columns brought together by group, in the order of their first member: whether any member is given."""
    groups = list(dict.fromkeys(group_of[name] for name in names))
    members = np.array([[group_of[name] == group for group in groups] for name in names], dtype=np.bool_)
    return np.asarray(values @ members.reshape(len(names), len(groups)), dtype=np.bool_)
