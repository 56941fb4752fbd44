"""Codes given to spans of an answer: frozen classes that cannot be made invalid."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from services.analysis.domain.errors import InvalidCoding, InvalidProbability, InvalidSpan


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The characters `[start, end)` of a text; never empty. Raises InvalidSpan."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise InvalidSpan(start=self.start, end=self.end)

    def of(self, text: str) -> str:
        """The words that the span marks in `text`; raises InvalidSpan when it leaves the text."""
        if self.end > len(text):
            raise InvalidSpan(start=self.start, end=self.end, length=len(text))
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True, order=True)
class Answer:
    """One person's words in reply to a question, with the question's text as it was asked ("" if not known)."""

    text: str
    question: str = ""


@dataclass(frozen=True, slots=True)
class Coding:
    """A code given to spans of an answer with a confidence between 0 and 1.

    Raises InvalidProbability, and InvalidCoding when there is no span: a coding without evidence is none.
    """

    code: str
    theme: str
    confidence: float
    spans: tuple[Span, ...]

    def __post_init__(self) -> None:
        if not 0.0 <= self.confidence <= 1.0:
            raise InvalidProbability(value=self.confidence)
        if not self.spans:
            raise InvalidCoding(code_id=self.code, rule="a coding needs at least one span")


@dataclass(frozen=True, slots=True)
class AnswerCoding:
    """What one coder (`model`: a model version) found in one answer; no codings at all is a valid finding.

    `probabilities` holds every code of the codebook, given or not; `facets` are those decided,
    `facet_probabilities` all of them. Raises InvalidSpan, InvalidProbability, InvalidCoding.
    """

    answer: Answer
    model: str
    codings: tuple[Coding, ...] = ()
    probabilities: Mapping[str, float] = field(default_factory=dict, hash=False)
    facets: tuple[str, ...] = ()
    facet_probabilities: Mapping[str, float] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        for probability in (*self.probabilities.values(), *self.facet_probabilities.values()):
            if not 0.0 <= probability <= 1.0:
                raise InvalidProbability(value=probability)
        if self.codings:
            self._check_codings()

    def _check_codings(self) -> None:
        length = len(self.answer.text)
        for coding in self.codings:
            for span in coding.spans:
                if span.end > length:
                    raise InvalidSpan(start=span.start, end=span.end, length=length)
        codes = [coding.code for coding in self.codings]
        if len(set(codes)) != len(codes):
            raise InvalidCoding(code_id=max(codes, key=codes.count), rule="a code is given at most once")
