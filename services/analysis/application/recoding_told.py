"""What is told of codings anew."""

from datetime import datetime

from services.analysis.domain.recodings import Recoding
from shared.contracts.coding_work import ModelAdopted, RecodeProgressed
from shared.contracts.messages import Message, message_id
from shared.contracts.names import MessageName, Service


def progress(recoding: Recoding, now: datetime) -> Message:
    """How far it has come."""
    differences, judgement = recoding.differences, recoding.judgement
    content = RecodeProgressed(
        team_id=recoding.team_id,
        recode_id=recoding.id,
        codebook=recoding.codebook,
        codebook_version=recoding.codebook_version,
        step=recoding.step,
        state=recoding.state.value,
        done=recoding.done,
        total=recoding.total,
        model=recoding.model,
        gains=differences.gains,
        losses=differences.losses,
        examples=differences.examples,
        reviews=judgement.reviews,
        present=judgement.present,
        candidate=judgement.candidate,
        reason=recoding.reason,
    )
    return Message(
        id=message_id("recode.progressed", recoding.id, recoding.step),
        name=MessageName.RECODE_PROGRESSED,
        source=Service.ANALYSIS,
        subject=recoding.id,
        time=now,
        correlation_id=recoding.story,
        content=content,
    )


def adoption(recoding: Recoding, now: datetime) -> Message:
    """That its model is the one by which answers are coded from now on."""
    content = ModelAdopted(
        team_id=recoding.team_id,
        recode_id=recoding.id,
        codebook=recoding.codebook,
        codebook_version=recoding.codebook_version,
        model=recoding.model,
        adopted_at=now,
    )
    return Message(
        id=message_id("model.adopted", recoding.id),
        name=MessageName.MODEL_ADOPTED,
        source=Service.ANALYSIS,
        subject=recoding.id,
        time=now,
        correlation_id=recoding.story,
        content=content,
    )
