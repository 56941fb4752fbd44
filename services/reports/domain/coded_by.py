"""By what the answers of a survey were coded: which version of which codebook, and which model or person."""

from typing import NamedTuple


class CodedBy(NamedTuple):
    """`n` answers under a question were coded by this version of a codebook and this model."""

    question: str
    codebook: str
    version: int
    model: str
    n: int
