"""A draft beside the newest version: what it would change, and what somebody changed since it was begun."""

from dataclasses import dataclass

from services.reports.application.codebook_ports import CodebookDesk
from services.reports.application.edit_codebooks import draft_of
from services.reports.domain.codebook_differences import Difference, differences
from services.reports.domain.codebook_edits import keep_known
from services.reports.domain.codebook_history import CodebookKey, Draft, Version


@dataclass(frozen=True, slots=True)
class DraftStanding:
    """What the draft changes of the `newest` version (None: there is none yet), and what came `meanwhile`."""

    draft: Draft
    newest: Version | None
    changed: list[Difference]
    meanwhile: list[Difference]


def draft_standing(key: CodebookKey, *, desk: CodebookDesk) -> DraftStanding:
    """How the draft stands, or what would be one. Raises CodebookNotFound."""
    with desk.read() as shelf:
        draft = draft_of(key, shelf=shelf, desk=desk)
        newest, versions, base = shelf.body(key), shelf.versions(key), shelf.body(key, draft.base)
    if newest is None:
        return DraftStanding(draft, None, [], [])
    book = desk.bodies.read(newest.body)
    begun_on = desk.bodies.read(base.body) if base else book
    return DraftStanding(
        draft,
        versions[0],
        changed=differences(book, keep_known(draft.book, book)),
        meanwhile=differences(begun_on, book) if draft.base != newest.version else [],
    )
