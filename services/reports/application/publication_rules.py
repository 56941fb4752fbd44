"""The rules that a publication meets, each an objection with its reason where it does not."""

from collections.abc import Iterator

from services.reports.application.publishing import Proposal
from services.reports.domain.publication_errors import Objection
from services.reports.domain.redactions import SYSTEM


def content_objections(proposal: Proposal) -> list[Objection]:
    """What keeps the draft as it would be now from being approved."""
    return [*_about_numbers(proposal), *_about_words(proposal)]


def approval_objections(proposal: Proposal) -> list[Objection]:
    """What keeps an approved draft from being published, beside the rules of other parts."""
    return list(_about_approval(proposal))


def is_own(proposal: Proposal, approver: str) -> bool:
    """Whether whoever would approve is the one who wrote, where a second person is asked for; no program is one."""
    writer = proposal.draft.changed_by
    return proposal.rules.second_person and (writer is None or approver in {writer.id, SYSTEM.id})


def _about_numbers(proposal: Proposal) -> Iterator[Objection]:
    responses = proposal.composed.document["responses"]
    if not responses:
        yield Objection("no-responses")
    elif responses < proposal.smallest:
        yield Objection("too-few-responses", {"responses": responses, "smallest": proposal.smallest})


def _about_words(proposal: Proposal) -> Iterator[Objection]:
    if proposal.number > 1 and not any(proposal.draft.choices.note.values()):
        yield Objection("note-missing")
    if proposal.composed.void:
        yield Objection("quotes-void", {"count": len(proposal.composed.void)})


def _about_approval(proposal: Proposal) -> Iterator[Objection]:
    approval = proposal.draft.approval
    if approval is None:
        yield Objection("not-approved")
        return
    if is_own(proposal, approval.by.id):
        yield Objection("second-person")
    if approval.document["quotes"] != proposal.composed.document["quotes"]:
        yield Objection("quotes-changed")
    # The rule may have been raised since.
    if approval.document["smallest_group"] < proposal.smallest:
        yield Objection("smallest-group-raised", {"smallest": proposal.smallest})
