"""Drafts and publications as their rows hold them, written and read again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from services.reports.domain.decisions import AnswerAt
from services.reports.domain.publications import Approval, Choices, Chosen, Draft, Publication
from services.reports.domain.redactions import Person
from services.reports.domain.surveys import SurveyKey


def draft_of(row: Any) -> Draft:
    """The draft in a row."""
    return Draft(
        key=SurveyKey(row.team_id, row.survey),
        choices=_choices_of(row.choices),
        version=row.version,
        changed_by=Person(row.changed_by, row.changed_by_name) if row.changed_by is not None else None,
        approval=_approval_of(row.approval) if row.approval else None,
    )


def row_of_draft(draft: Draft) -> dict[str, Any]:
    """The row of a draft."""
    by = draft.changed_by
    return {
        "team_id": draft.key.team_id,
        "survey": draft.key.slug,
        "version": draft.version,
        "choices": _choices(draft.choices),
        "changed_by": by.id if by else None,
        "changed_by_name": by.name if by else None,
        "approval": _approval(draft.approval) if draft.approval else None,
    }


def publication_of(row: Any) -> Publication:
    """The publication in a row."""
    return Publication(
        key=SurveyKey(row.team_id, row.survey),
        number=row.number,
        document=row.document,
        published_at=row.published_at,
        published_by=Person(row.published_by, row.published_by_name),
        approved_by=Person(row.approved_by, row.approved_by_name),
        changed_at=row.changed_at,
    )


def row_of_publication(publication: Publication) -> dict[str, Any]:
    """The row of a publication."""
    return {
        "team_id": publication.key.team_id,
        "survey": publication.key.slug,
        "number": publication.number,
        "document": dict(publication.document),
        "published_at": publication.published_at,
        "published_by": publication.published_by.id,
        "published_by_name": publication.published_by.name,
        "approved_by": publication.approved_by.id,
        "approved_by_name": publication.approved_by.name,
        "changed_at": publication.changed_at,
    }


def _choices(choices: Choices) -> dict[str, Any]:
    return {
        "title": dict(choices.title),
        "introduction": dict(choices.introduction),
        "method": dict(choices.method),
        "note": dict(choices.note),
        "reason": choices.reason,
        "questions": None if choices.questions is None else list(choices.questions),
        "splits": list(choices.splits),
        "quotes": [[*each.at, each.code] for each in choices.quotes],
    }


def _choices_of(written: Mapping[str, Any]) -> Choices:
    return Choices(
        title=written["title"],
        introduction=written["introduction"],
        method=written["method"],
        note=written["note"],
        reason=written["reason"],
        questions=None if written["questions"] is None else tuple(written["questions"]),
        splits=tuple(written["splits"]),
        quotes=tuple(Chosen(AnswerAt(response, question), code) for response, question, code in written["quotes"]),
    )


def _approval(approval: Approval) -> dict[str, Any]:
    return {
        "by": list(approval.by),
        "at": approval.at.isoformat(),
        "document": dict(approval.document),
        "links": {name: list(at) for name, at in approval.links.items()},
    }


def _approval_of(written: Mapping[str, Any]) -> Approval:
    return Approval(
        by=Person(*written["by"]),
        at=datetime.fromisoformat(written["at"]),
        document=written["document"],
        links={name: AnswerAt(*at) for name, at in written["links"].items()},
    )
