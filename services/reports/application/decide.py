"""Takes a person's decision about an answer in: what holds changes at once, and everybody is told."""

from dataclasses import dataclass
from datetime import datetime

from services.reports.application.ports import Unit
from services.reports.application.reproject import reproject
from services.reports.domain.codebooks import Edition
from services.reports.domain.decisions import (
    MODEL_HOLDS,
    AnswerAt,
    Decision,
    Reviewer,
    fingerprint,
    undoing,
)
from services.reports.domain.judging import LONGEST_COMMENT, Judgement, LastSeen, codings_given
from services.reports.domain.review_errors import (
    AnswerNotFound,
    DecisionOvertaken,
    NothingToUndo,
    NotToBeCoded,
    WordsChanged,
)
from services.reports.domain.surveys import SurveyKey
from shared.contracts.coded_answers import AnswerCoded
from shared.contracts.coding_work import CodingReviewed
from shared.contracts.messages import Message, ResponseCoded, message_id
from shared.contracts.names import MessageName, Service


@dataclass(frozen=True, slots=True)
class AnswerOpen:
    """An answer whose survey is locked: as the model coded it, with the last step about it."""

    survey: SurveyKey
    at: AnswerAt
    reference: str
    response: ResponseCoded
    answer: AnswerCoded
    last: Decision | None

    @property
    def number(self) -> int:
        """The number of the last step, 0 before any."""
        return self.last.number if self.last else 0

    @property
    def holding(self) -> Decision | None:
        """The person's decision that holds, None where the model's codings do."""
        return self.last if self.last is not None and self.last.fits(self.answer) else None


def decide(team_id: str, judgement: Judgement, by: Reviewer, *, unit: Unit, at: datetime) -> Decision:
    """Let a person's codes hold for an answer in place of all others; the caller commits.

    Raises AnswerNotFound, NotToBeCoded, WordsChanged, DecisionOvertaken, CodeUnknown, SpanOutside.
    """
    opened = open_answer(team_id, judgement.reference, unit=unit, at=at)
    check_unchanged(opened, judgement)
    decision = decision_made(opened, judgement, by, unit=unit, at=at)
    keep(decision, unit=unit, at=at)
    return decision


def undo(team_id: str, seen: LastSeen, by: Reviewer, *, unit: Unit, at: datetime) -> Decision:
    """Take the decision that holds back: the one before it holds again, or else the model's codings.

    Raises AnswerNotFound, DecisionOvertaken, NothingToUndo.
    """
    opened = open_answer(team_id, seen.reference, unit=unit, at=at)
    if opened.number != seen.number:
        raise DecisionOvertaken(reference=seen.reference, number=opened.number)
    last = opened.last
    if last is None or last.undone:
        raise NothingToUndo(reference=seen.reference)
    steps = {step.number: step for step in unit.decisions.history(opened.at)}
    step = undoing(last, steps.get(last.before), by, at)
    keep(step, unit=unit, at=at)
    return step


def open_answer(team_id: str, reference: str, *, unit: Unit, at: datetime) -> AnswerOpen:
    """The answer of this reference, its survey locked until the end of the transaction. Raises AnswerNotFound."""
    found = unit.decisions.located(team_id, reference)
    if found is None:
        raise AnswerNotFound
    survey, where = found
    unit.counts.lock({survey}, at)
    for response in unit.responses.said([where.response_id]):
        for answer in response.answers:
            if answer.question == where.question:
                last = unit.decisions.current([where.response_id]).get(where)
                return AnswerOpen(survey, where, reference, response, answer, last)
    raise AnswerNotFound


def check_unchanged(opened: AnswerOpen, judgement: Judgement) -> None:
    """Raise WordsChanged or DecisionOvertaken where what was judged is no longer what there is."""
    if fingerprint(opened.answer.text) != judgement.words:
        raise WordsChanged(reference=opened.reference)
    if opened.number != judgement.number:
        raise DecisionOvertaken(reference=opened.reference, number=opened.number)


def decision_made(opened: AnswerOpen, judgement: Judgement, by: Reviewer, *, unit: Unit, at: datetime) -> Decision:
    """The step that a judgement makes. Raises NotToBeCoded, CodeUnknown, SpanOutside."""
    answer, last = opened.answer, opened.last
    if answer.codebook is None:
        raise NotToBeCoded(reference=opened.reference)
    edition = Edition(opened.survey.team_id, answer.codebook, judgement.codebook_version)
    themes = unit.codebooks.themes({edition}).get(edition, {})
    number = opened.number + 1
    return Decision(
        survey=opened.survey,
        at=opened.at,
        number=number,
        holds=number,
        before=last.holds if last is not None else MODEL_HOLDS,
        made_by=by,
        made_at=at,
        reviewer=by,
        reviewed_at=at,
        words=judgement.words,
        revision=opened.response.revision,
        model=answer.model,
        codebook=answer.codebook,
        codebook_version=judgement.codebook_version,
        codings=codings_given(judgement, answer, themes),
        comment=judgement.comment.strip()[:LONGEST_COMMENT],
    )


def keep(decision: Decision, *, unit: Unit, at: datetime) -> None:
    """Keep a step, bring what holds by it into rows and figures, and tell everybody."""
    unit.decisions.add(decision)
    reproject([decision.at.response_id], unit=unit, at=at)
    unit.outbox.add(_reviewed(decision))


def _reviewed(decision: Decision) -> Message:
    where = decision.at
    return Message(
        id=message_id("review", decision.survey.team_id, where.response_id, where.question, decision.number),
        name=MessageName.CODING_REVIEWED,
        source=Service.REPORTS,
        subject=where.response_id,
        time=decision.made_at,
        content=CodingReviewed(
            team_id=decision.survey.team_id,
            survey=decision.survey.slug,
            response_id=where.response_id,
            question=where.question,
            decision=decision.number,
            reviewer=decision.reviewer.id,
            reviewed_at=decision.reviewed_at,
            revision=decision.revision,
            model=decision.model,
            codebook=decision.codebook,
            codebook_version=decision.codebook_version,
            codings=decision.codings,
            blind=decision.blind,
            chance=decision.chance,
            undone=decision.undone,
        ),
    )
