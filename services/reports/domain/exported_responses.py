"""A response as a team takes it out, to be worked on elsewhere: what it says, and which codes hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from services.reports.domain.masking import Mask, masked_text


@dataclass(frozen=True, slots=True)
class CodingHeld:
    """A code that holds on `spans` `[start, end)`, in characters of the text as it was written."""

    code: str
    theme: str
    confidence: float
    spans: tuple[tuple[int, int], ...]
    coder: str


@dataclass(frozen=True, slots=True)
class AnswerHeld:
    """An answer; `masks` hide what may tell who somebody is, `coded` says whether it has a codebook."""

    question: str
    text: str
    masks: tuple[Mask, ...]
    coded: bool
    codings: tuple[CodingHeld, ...] = ()
    facets: tuple[str, ...] = ()
    tone: str = ""


@dataclass(frozen=True, slots=True)
class ResponseHeld:
    """A response under a name from which nobody can tell its id, which opens its receipt."""

    name: str
    received_on: date
    language: str
    attributes: Mapping[str, str]
    answers: tuple[AnswerHeld, ...]


def masked_answer(answer: AnswerHeld, language: str) -> tuple[str, tuple[tuple[tuple[int, int], ...], ...]]:
    """The words as they may travel, and the spans of each coding, in characters of these words."""
    spans = tuple(tuple(_moved(span, answer, language) for span in coding.spans) for coding in answer.codings)
    return masked_text(answer.text, answer.masks, language), spans


def _moved(span: tuple[int, int], answer: AnswerHeld, language: str) -> tuple[int, int]:
    """Where a span lies once words are masked; one that ends inside a mask takes the whole label."""
    start, end = span
    for mask in sorted(answer.masks, reverse=True):
        start = mask.start if mask.start < start < mask.end else start
    for mask in sorted(answer.masks):
        end = mask.end if mask.start < end < mask.end else end
    return _length(start, answer, language), _length(end, answer, language)


def _length(place: int, answer: AnswerHeld, language: str) -> int:
    before = [mask for mask in answer.masks if mask.start < place]
    return len(masked_text(answer.text[:place], before, language))
