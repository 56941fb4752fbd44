"""The port behind which every coder stands, be it the engine here or one that talks to a server."""

from collections.abc import Sequence
from typing import Protocol

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
