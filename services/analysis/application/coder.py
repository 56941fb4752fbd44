"""The port behind which every coder stands, be it the engine here or one that talks to a server."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from services.analysis.domain.carrying import Carrier
from services.analysis.domain.codings import Answer, AnswerCoding
from shared.codebooks.codebook import Codebook


class Coder(Protocol):
    """Gives codes of one codebook to answers."""

    @property
    def model(self) -> str:
        """The version of this coder; the same version gives the same codings for the same answers."""

    @property
    def codebook(self) -> Codebook:
        """The codebook whose codes are given."""

    def code(self, answers: Sequence[Answer]) -> Sequence[AnswerCoding]:
        """Code each answer by itself, in the order given: neither order nor batch size changes a coding."""


@dataclass(frozen=True)
class CarryingCoder:
    """A coder whose codings are told in the codes of a newer version of its codebook.

    It names the version that its coder went by: what the newer one has beside it needs a coding anew.
    """

    coder: Coder
    carrier: Carrier

    @property
    def model(self) -> str:
        """The version of the coder."""
        return self.coder.model

    @property
    def codebook(self) -> Codebook:
        """The codebook that the coder goes by."""
        return self.coder.codebook

    def code(self, answers: Sequence[Answer]) -> list[AnswerCoding]:
        """Code each answer by itself, in the order given."""
        return [self.carrier.coding(found) for found in self.coder.code(answers)]
