"""Takes in codes that somebody gave without seeing what the model or others gave."""

from dataclasses import replace
from datetime import datetime

from services.reports.application.decide import AnswerOpen, decision_made, keep, open_answer
from services.reports.application.ports import Unit
from services.reports.application.sampling import refresh_samples
from services.reports.domain.blind import BlindCoding
from services.reports.domain.decisions import Decision, Reviewer, fingerprint
from services.reports.domain.judging import Judgement
from services.reports.domain.review_errors import AlreadyCoded, WordsChanged
from services.reports.domain.samples import SampleKey


def code_blind(team_id: str, judgement: Judgement, by: Reviewer, *, unit: Unit, at: datetime) -> None:
    """Keep a person's blind coding of an answer; where nobody had decided, it decides what holds.

    A second person's is kept beside the first's and changes nothing: where they differ, somebody who sees both
    decides. Raises AnswerNotFound, NotToBeCoded, WordsChanged, AlreadyCoded, CodeUnknown, SpanOutside.
    """
    reference = judgement.reference
    opened = open_answer(team_id, reference, unit=unit, at=at)
    words = fingerprint(opened.answer.text)
    if words != judgement.words:
        raise WordsChanged(reference=reference)
    if any(each.reviewer.id == by.id and each.words == words for each in unit.blind_codings.of(opened.at)):
        raise AlreadyCoded(reference=reference)
    chance = unit.samples.chance(opened.at)
    decision = replace(decision_made(opened, judgement, by, unit=unit, at=at), blind=True, chance=chance)
    unit.blind_codings.put(_blind(opened, decision))
    if opened.holding is None:
        keep(decision, unit=unit, at=at)
    else:
        refresh_samples([SampleKey(opened.survey, opened.at.question)], unit=unit)
        unit.counts.touch([opened.survey], at)


def _blind(opened: AnswerOpen, decision: Decision) -> BlindCoding:
    return BlindCoding(
        survey=opened.survey,
        at=opened.at,
        reviewer=decision.reviewer,
        coded_at=decision.made_at,
        words=decision.words,
        codebook=decision.codebook,
        codebook_version=decision.codebook_version,
        codings=decision.codings,
        model=opened.answer.model,
        machine=opened.answer.codings,
    )
