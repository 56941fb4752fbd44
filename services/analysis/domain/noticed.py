"""What is noticed of an answer's words besides their codes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from shared.contracts.coded_answers import PersonalMark


@dataclass(frozen=True, slots=True)
class Noticed:
    """The tone of an answer ("" where none can be told), and what may tell who wrote it."""

    tone: str = ""
    personal: tuple[PersonalMark, ...] = ()


Notice: TypeAlias = Callable[[str], Noticed]
"""Reads an answer; the same words are always noticed alike."""
