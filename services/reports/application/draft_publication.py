"""The next number of a survey while it is written, looked at and approved."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from services.reports.application.compose_publication import compose
from services.reports.application.publication_rules import approval_objections, content_objections, is_own
from services.reports.application.publishing import Proposal, Publishing, PublishingUnit
from services.reports.application.read_report import read_stamp
from services.reports.domain.publication_errors import ChangedMeanwhile, NotToBePublished, Objection
from services.reports.domain.publications import Approval, Choices, Draft, numbered
from services.reports.domain.redactions import Person
from services.reports.domain.surveys import Survey, SurveyKey


@dataclass(frozen=True, slots=True)
class Prospect:
    """A draft as it stands, and why it can't be approved or published; no objections: it can."""

    proposal: Proposal
    against_approval: tuple[Objection, ...]
    against_publishing: tuple[Objection, ...]


@contextmanager
def locked(key: SurveyKey, desk: Publishing) -> Iterator[PublishingUnit]:
    """A transaction in which nobody else changes this survey. Raises ReportNotFound."""
    read_stamp(key, shelf=desk.shelf)
    with desk.open_unit() as unit:
        unit.counts.lock({key}, desk.clock.now())
        yield unit


def propose(key: SurveyKey, *, desk: Publishing, unit: PublishingUnit) -> Proposal:
    """What would be published next. Raises ReportNotFound."""
    draft = unit.publications.draft(key) or Draft(key)
    composed = compose(draft, desk=desk, unit=unit)
    return Proposal(
        draft=draft,
        rules=unit.publications.rules(key),
        number=unit.publications.newest(key) + 1,
        composed=composed,
        smallest=composed.document["smallest_group"],
    )


def objections_to(proposal: Proposal, *, desk: Publishing, unit: PublishingUnit) -> list[Objection]:
    """Why the approved draft can't be published."""
    further = [objection for rule in desk.rules for objection in rule(proposal, unit)]
    return [*approval_objections(proposal), *further]


def read_prospect(key: SurveyKey, *, desk: Publishing) -> Prospect:
    """The draft of a survey, which begins with defaults. Raises ReportNotFound."""
    with desk.open_unit() as unit:
        proposal = propose(key, desk=desk, unit=unit)
        return Prospect(
            proposal, tuple(content_objections(proposal)), tuple(objections_to(proposal, desk=desk, unit=unit))
        )


def save_draft(key: SurveyKey, version: int, choices: Choices, by: Person, *, desk: Publishing) -> Draft:
    """Keep texts and parts in place of version `version`; the quotes stay. Raises ReportNotFound, ChangedMeanwhile."""
    with locked(key, desk) as unit:
        held = unit.publications.draft(key) or Draft(key)
        saved = _changed(held, version, replace(choices, quotes=held.choices.quotes), by)
        _put(saved, unit)
        unit.commit()
    return saved


def approve(key: SurveyKey, version: int, by: Person, *, desk: Publishing) -> Draft:
    """Approve the draft as it would be published now. Raises what `save_draft` raises, NotToBePublished."""
    with locked(key, desk) as unit:
        proposal = propose(key, desk=desk, unit=unit)
        if proposal.draft.version != version:
            raise ChangedMeanwhile
        objections = content_objections(proposal)
        if is_own(proposal, by.id):
            objections.append(Objection("second-person"))
        if objections:
            raise NotToBePublished(objections)
        approved = _approved(proposal, by, desk)
        _put(approved, unit)
        unit.commit()
    return approved


def set_rules(key: SurveyKey, smallest_group: int | None, second_person: bool, *, desk: Publishing) -> None:
    """From how many a group of this survey is shown (None: as everywhere), and who approves. Raises ReportNotFound."""
    now = desk.clock.now()
    with locked(key, desk) as unit:
        survey = unit.surveys.known({key}).get(key, Survey(key))
        unit.surveys.put([replace(survey, smallest_group=smallest_group)])
        unit.counts.touch([key], now)
        rules = unit.publications.rules(key)
        unit.publications.put_rules(key, replace(rules, second_person=second_person))
        unit.commit()


def _approved(proposal: Proposal, by: Person, desk: Publishing) -> Draft:
    now, draft, composed = desk.clock.now(), proposal.draft, proposal.composed
    document = numbered(composed.document, proposal.number, now)
    return replace(draft, version=draft.version + 1, approval=Approval(by, now, document, composed.links))


def _changed(held: Draft, version: int, choices: Choices, by: Person) -> Draft:
    if held.version != version:
        raise ChangedMeanwhile
    return replace(held, choices=choices, version=version + 1, changed_by=by, approval=None)


def _put(draft: Draft, unit: PublishingUnit) -> None:
    if not unit.publications.put_draft(draft):
        raise ChangedMeanwhile
