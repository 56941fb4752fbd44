"""Lets what people decided about answers hold instead of what a model finds."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from services.analysis.application.coder import Coder
from services.analysis.domain.codings import Answer, AnswerCoding, Coding, Span
from services.analysis.domain.reviews import Review, settled
from services.analysis.engine.errors import InvalidExemplars
from services.analysis.engine.exemplars import Exemplar, load_exemplars
from shared.codebooks.codebook import Codebook


@dataclass(frozen=True)
class ReviewedCoder:
    """A coder whose codings give way to reviews of the same text under the same question."""

    coder: Coder
    reviews: dict[Answer, Review]

    @classmethod
    def of(cls, coder: Coder, path: Path) -> "ReviewedCoder":
        """With the reviews in a file, of an answer's several the last; the file's name stands for the reviewer.

        Raises InvalidExemplars.
        """
        reviews = [_review(path, exemplar, coder.codebook) for exemplar in load_exemplars(path, coder.codebook)]
        return cls(coder, {review.answer: review for review in reviews})

    @property
    def model(self) -> str:
        """The version of the coder behind it, which codes what nobody reviewed."""
        return self.coder.model

    @property
    def codebook(self) -> Codebook:
        """The codebook whose codes are given."""
        return self.coder.codebook

    def code(self, answers: Sequence[Answer]) -> list[AnswerCoding]:
        """Code each answer by itself, in the order given."""
        return [settled(found, self.reviews.get(found.answer)) for found in self.coder.code(answers)]


def _review(path: Path, exemplar: Exemplar, codebook: Codebook) -> Review:
    text = exemplar.text
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if exemplar.codes and start >= end:
        rule = f"{exemplar.id!r} gives codes to an answer without words"
        raise InvalidExemplars(source=str(path), line=0, rule=rule)
    codings = (
        Coding(code, codebook.theme_of_code[code], 1.0, (Span(start, end),)) for code in dict.fromkeys(exemplar.codes)
    )
    return Review(Answer(text, exemplar.question), tuple(codings), path.stem)
