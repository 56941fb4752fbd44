"""An answer after coding, as services tell it to each other: codings, and what else was noticed of the words."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class CodingMade:
    """One code given to spans `[start, end)` (in characters) of an answer's text, with confidence 0 to 1."""

    code: str
    theme: str
    confidence: float
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalMark:
    """The characters `[start, end)` of an answer may tell who somebody is; `kind` says what they look like.

    A suggestion: before anything is published a person decides what is masked.
    """

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerCoded:
    """An answer after coding: codings may be empty ("no code"); `probabilities` hold *all* codes and facets.

    `model` is the version of what coded it, by which version of which codebook: "" and None where nothing coded it.
    Each answer has its own, since each question may have its own codebook. `tone` is negative, neutral, positive or
    mixed, "" where none could be told, as of every Welsh answer.
    """

    question: str
    text: str
    model: str = ""
    codebook: str | None = None
    codebook_version: int = 0
    codings: tuple[CodingMade, ...] = ()
    facets: tuple[str, ...] = ()
    probabilities: Mapping[str, float] = field(default_factory=dict)
    tone: str = ""
    personal: tuple[PersonalMark, ...] = ()
