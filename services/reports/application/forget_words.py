"""Takes words out of what was published and what is about to be, in the transaction that takes the response itself."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from services.reports.application.ports import Unit
from services.reports.domain.publications import Draft, with_tombstones
from services.reports.domain.redactions import QUOTE
from services.reports.domain.settling import Changes
from services.reports.domain.surveys import SurveyKey
from shared.contracts.messages import ResponseCoded, ResponseWithdrawn


def not_to_be_quoted(changes: Changes) -> dict[str, SurveyKey]:
    """The responses that were withdrawn, or whose writers sent them again and permit quoting no more."""
    before = set(changes.removed)
    revised = [each for each in changes.stored if each.response_id in before and QUOTE not in each.consents]
    gone: tuple[ResponseCoded | ResponseWithdrawn, ...] = (*changes.withdrawn, *revised)
    return {each.response_id: SurveyKey(each.team_id, each.survey) for each in gone}


def forget_words(gone: Mapping[str, SurveyKey], *, unit: Unit, at: datetime) -> None:
    """Put a tombstone wherever these responses are quoted, and let no draft quote them; the surveys are locked."""
    if not gone:
        return
    for publication, quotes in unit.publications.quoting(gone):
        document = with_tombstones(publication.document, quotes, at)
        unit.publications.replace(replace(publication, document=document, changed_at=at))
    for draft in unit.publications.drafts(set(gone.values())):
        cleaned = _without(draft, gone)
        if cleaned != draft:
            unit.publications.put_draft(replace(cleaned, version=draft.version + 1))
    unit.publications.unlink(gone)
    unit.redactions.forget(gone)
    unit.answering.praises.forget(gone)


def _without(draft: Draft, gone: Mapping[str, SurveyKey]) -> Draft:
    quotes = tuple(each for each in draft.choices.quotes if each.at.response_id not in gone)
    linked = draft.approval is not None and any(at.response_id in gone for at in draft.approval.links.values())
    return replace(draft, choices=replace(draft.choices, quotes=quotes), approval=None if linked else draft.approval)
