"""Keeps what people decided about answers, apart from what models find: a model only learns from it."""

from collections.abc import Sequence

from services.analysis.application.ports import Unit
from services.analysis.domain.decisions import Decision
from shared.contracts.coding_work import CodingReviewed
from shared.contracts.messages import Message


def keep_decisions(messages: Sequence[Message], *, unit: Unit) -> None:
    """Keep the newest decision about each answer, without words; nothing about what was withdrawn."""
    reviewed = [message.content for message in messages if isinstance(message.content, CodingReviewed)]
    ids = {review.response_id for review in reviewed}
    unit.responses.lock(ids)
    gone = unit.responses.withdrawn(ids)
    unit.decisions.put([_decision(review) for review in reviewed if review.response_id not in gone])


def _decision(review: CodingReviewed) -> Decision:
    return Decision(
        team_id=review.team_id,
        response_id=review.response_id,
        question=review.question,
        number=review.decision,
        reviewer=review.reviewer,
        reviewed_at=review.reviewed_at,
        codebook=review.codebook,
        codebook_version=review.codebook_version,
        revision=review.revision,
        codes=tuple(dict.fromkeys(coding.code for coding in review.codings)),
        undone=review.undone,
    )
