"""What a person decided about an answer, and the rule that no model overrules it."""

from dataclasses import dataclass, replace

from services.analysis.domain.codings import Answer, AnswerCoding, Coding
from services.analysis.domain.errors import InvalidReview


@dataclass(frozen=True, slots=True)
class Review:
    """A person's decision on one answer: these codings and no others; none at all means "no code"."""

    answer: Answer
    codings: tuple[Coding, ...]
    reviewer: str


def settled(found: AnswerCoding, review: Review | None) -> AnswerCoding:
    """What holds for an answer: a person's codings where there is a review, else the model's.

    The model's probabilities stay beside a review: honest shares compare the two. Its facets stay too, because
    facets are not reviewed. Raises InvalidReview when the review is of another text.
    """
    if review is None:
        return found
    if review.answer.text != found.answer.text:
        raise InvalidReview(reviewer=review.reviewer)
    return replace(found, model=f"person:{review.reviewer}", codings=review.codings)
