"""Publishes what was approved, under the next number of its survey, and tells everybody who wrote."""

from dataclasses import replace

from services.reports.application.draft_publication import approve, locked, objections_to, propose, read_prospect
from services.reports.application.publishing import Proposal, Publishing
from services.reports.domain.publication_errors import ChangedMeanwhile, NotToBePublished
from services.reports.domain.publications import Approval, Draft, Publication, numbered
from services.reports.domain.redactions import Person
from services.reports.domain.surveys import SurveyKey
from shared.contracts.giving_back import ReportPublished
from shared.contracts.messages import Message, message_id
from shared.contracts.names import MessageName, Service


def publish(key: SurveyKey, version: int, by: Person, *, desk: Publishing) -> Publication:
    """Publish the approved draft of this version. Raises ReportNotFound, ChangedMeanwhile, NotToBePublished."""
    with locked(key, desk) as unit:
        proposal = propose(key, desk=desk, unit=unit)
        draft = proposal.draft
        if draft.version != version:
            raise ChangedMeanwhile
        objections = objections_to(proposal, desk=desk, unit=unit)
        if objections or draft.approval is None:
            raise NotToBePublished(objections)
        publication = _publication(proposal, draft.approval, by, desk)
        unit.publications.add(publication, draft.approval.links)
        if not unit.publications.put_draft(_after(draft)):
            raise ChangedMeanwhile
        unit.outbox.add(_announcement(publication))
        unit.commit()
    return publication


def publish_at_once(key: SurveyKey, by: Person, *, desk: Publishing) -> Publication:
    """Approve the draft as it stands, unless it is, and publish it. Raises what `approve` and `publish` raise."""
    draft = read_prospect(key, desk=desk).proposal.draft
    if draft.approval is None:
        draft = approve(key, draft.version, by, desk=desk)
    return publish(key, draft.version, by, desk=desk)


def _publication(proposal: Proposal, approval: Approval, by: Person, desk: Publishing) -> Publication:
    now = desk.clock.now()
    return Publication(
        key=proposal.draft.key,
        number=proposal.number,
        document=numbered(approval.document, proposal.number, now),
        published_at=now,
        published_by=by,
        approved_by=approval.by,
        changed_at=now,
    )


def _after(draft: Draft) -> Draft:
    """What the number after this one begins with: all but the note of what changed."""
    return replace(draft, choices=replace(draft.choices, note={}), version=draft.version + 1, approval=None)


def _announcement(publication: Publication) -> Message:
    key, number = publication.key, publication.number
    return Message(
        id=message_id("report", key.team_id, key.slug, number),
        name=MessageName.REPORT_PUBLISHED,
        source=Service.REPORTS,
        subject=key.slug,
        time=publication.published_at,
        content=ReportPublished(
            team_id=key.team_id,
            survey=key.slug,
            publication=number,
            path=publication.path,
            title=publication.document["title"],
            published_at=publication.published_at,
            reason=publication.document["reason"],
        ),
    )
