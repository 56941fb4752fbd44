"""What went well and who is celebrated: only words whose writers permit it, masked and approved by a person."""

from collections.abc import Collection
from dataclasses import dataclass

from services.reports.application.answering_desk import AnsweringDesk
from services.reports.application.draft_publication import locked
from services.reports.application.publication_ports import Redactions
from services.reports.application.publishing import PublishingUnit
from services.reports.application.read_report import read_report
from services.reports.domain.answering_errors import NothingToThankFor
from services.reports.domain.decisions import AnswerAt
from services.reports.domain.praise import SUCCESS, Praise, is_nomination
from services.reports.domain.publication_errors import CandidateNotFound
from services.reports.domain.redactions import Candidate, Person, Verdict
from services.reports.domain.surveys import SurveyKey
from services.reports.findings.report import Report


@dataclass(frozen=True, slots=True)
class Thanked:
    """An approved answer, and what was decided about showing it on the page of thanks; None where it isn't there."""

    candidate: Candidate
    praise: Praise | None


@dataclass(frozen=True, slots=True)
class ThanksRead:
    """The answers that can stand on a survey's page of thanks, those that do first."""

    report: Report
    nomination: bool
    answers: tuple[Thanked, ...]


def read_thanks(key: SurveyKey, *, desk: AnsweringDesk) -> tuple[Thanked, ...]:
    """What stands on the page, newest first. Raises NothingToThankFor."""
    with desk.open_reading() as reading:
        praises = reading.answering.praises.of(key)
        approved = _approved(key, {each.at for each in praises}, reading.redactions) if praises else {}
    shown = tuple(Thanked(approved[each.at], each) for each in praises if each.at in approved)
    if not shown:
        raise NothingToThankFor(slug=key.slug)
    return shown


def list_thanks(key: SurveyKey, *, desk: AnsweringDesk) -> ThanksRead:
    """What could stand there, for the team. Raises ReportNotFound."""
    report = read_report(key, shelf=desk.publishing.shelf).report
    with desk.publishing.open_unit() as unit:
        praises = {each.at: each for each in unit.answering.praises.of(key)}
        found = _praising(key, unit)
    answers = [Thanked(each, praises.get(each.at)) for each in found]
    first = sorted(answers, key=lambda each: each.praise is None)
    return ThanksRead(report, is_nomination(report.survey), tuple(first))


def put_on_thanks(key: SurveyKey, reference: str, named: str, by: Person, *, desk: AnsweringDesk) -> None:
    """Show an approved answer; `named` agreed to be named there. Raises ReportNotFound, CandidateNotFound."""
    with locked(key, desk.publishing) as unit:
        found = next((each for each in _praising(key, unit) if each.reference == reference), None)
        if found is None:
            raise CandidateNotFound(slug=key.slug)
        unit.answering.praises.put(Praise(key, found.at, named.strip(), by, desk.publishing.clock.now()))
        unit.commit()


def take_off_thanks(key: SurveyKey, reference: str, *, desk: AnsweringDesk) -> None:
    """Show an answer no more; one that isn't there is no error. Raises ReportNotFound."""
    with locked(key, desk.publishing) as unit:
        for each in _praising(key, unit):
            if each.reference == reference:
                unit.answering.praises.remove(key, each.at)
        unit.commit()


def _praising(key: SurveyKey, unit: PublishingUnit) -> list[Candidate]:
    """The approved answers that speak of what worked; to a nomination card, all of them."""
    approved = _approved(key, None, unit.redactions)
    if is_nomination(unit.surveys.known({key}).get(key)):
        return list(approved.values())
    said = unit.responses.said({at.response_id for at in approved})
    praising = {
        AnswerAt(each.response_id, answer.question)
        for each in said
        for answer in each.answers
        if SUCCESS in answer.facets
    }
    return [candidate for at, candidate in approved.items() if at in praising]


def _approved(key: SurveyKey, wanted: Collection[AnswerAt] | None, redactions: Redactions) -> dict[AnswerAt, Candidate]:
    """Each approved answer once, whatever it is coded by; of `wanted` where it is given."""
    chosen = [each for each in redactions.approved(key) if wanted is None or each.at in wanted]
    found = redactions.chosen(key, chosen)
    return {each.at: found[each] for each in chosen if each in found and found[each].verdict is Verdict.APPROVED}
