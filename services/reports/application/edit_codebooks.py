"""Changes the draft of a codebook, begins one, or throws it away: nothing of it is told before it is published."""

from dataclasses import replace

from services.reports.application.codebook_ports import CodebookDesk, CodebookShelf, CodebookUnit
from services.reports.domain.codebook_edits import Edit
from services.reports.domain.codebook_errors import CodebookNotFound, CodebookTaken, DraftChanged
from services.reports.domain.codebook_history import Author, CodebookKey, Draft, Seen
from shared.codebooks.codebook import Codebook


def change_draft(key: CodebookKey, seen: Seen, edit: Edit, *, author: Author, desk: CodebookDesk) -> Draft:
    """Do an edit to the draft, or to a new one of the newest version; the draft as it is then.

    Raises DraftChanged where somebody was quicker, CodebookNotFound, InvalidCodebook (nothing is kept then) and
    whatever the edit does.
    """
    with desk.open_unit() as unit:
        draft = change_in(key, seen, edit, author=author, unit=unit, desk=desk)
        unit.commit()
    return draft


def change_in(  # noqa: PLR0913  because a transaction and a desk are given to it beside what it does
    key: CodebookKey, seen: Seen, edit: Edit, *, author: Author, unit: CodebookUnit, desk: CodebookDesk
) -> Draft:
    """The same inside a transaction that somebody else commits."""
    before = draft_of(key, shelf=unit.shelf, desk=desk)
    if not seen.still_holds(before):
        raise DraftChanged
    book = desk.bodies.read(desk.bodies.written(edit(before.book)))
    after = replace(before, edition=before.edition + 1, book=book, author=author, at=desk.clock.now())
    _put(after, before.edition or None, unit)
    return after


def draft_of(key: CodebookKey, *, shelf: CodebookShelf, desk: CodebookDesk) -> Draft:
    """The draft, or what it would begin with (edition 0). Raises CodebookNotFound."""
    if draft := shelf.draft(key):
        return draft
    told = shelf.body(key)
    if told is None:
        raise CodebookNotFound(asked=key.codebook)
    return Draft(key, told.version, 0, desk.bodies.read(told.body), Author("", ""), desk.clock.now())


def begin_codebook(team_id: str, book: Codebook, *, author: Author, desk: CodebookDesk) -> Draft:
    """Begin a codebook with a draft. Raises CodebookTaken, InvalidCodebook."""
    key = CodebookKey(team_id, book.id)
    checked = desk.bodies.read(desk.bodies.written(replace(book, version=1)))
    with desk.open_unit() as unit:
        if unit.shelf.body(key) or unit.shelf.draft(key):
            raise CodebookTaken(asked=book.id)
        draft = Draft(key, 0, 1, checked, author, desk.clock.now())
        _put(draft, None, unit)
        unit.commit()
    return draft


def discard_draft(key: CodebookKey, seen: Seen, *, desk: CodebookDesk) -> None:
    """Throw the draft away. Raises DraftChanged, CodebookNotFound."""
    with desk.open_unit() as unit:
        draft = unit.shelf.draft(key)
        if draft is None:
            raise CodebookNotFound(asked=key.codebook)
        if not seen.still_holds(draft):
            raise DraftChanged
        unit.shelf.drop_draft(key)
        unit.commit()


def put_on_top(key: CodebookKey, seen: Seen, *, author: Author, desk: CodebookDesk) -> Draft:
    """Base the draft on the newest version, made after it was begun. Raises DraftChanged, CodebookNotFound."""
    with desk.open_unit() as unit:
        draft, newest = unit.shelf.draft(key), unit.shelf.body(key)
        if draft is None or newest is None:
            raise CodebookNotFound(asked=key.codebook)
        if not seen.still_holds(draft):
            raise DraftChanged
        after = replace(draft, base=newest.version, edition=draft.edition + 1, author=author, at=desk.clock.now())
        _put(after, draft.edition, unit)
        unit.commit()
    return after


def _put(draft: Draft, replaces: int | None, unit: CodebookUnit) -> None:
    if not unit.shelf.put_draft(draft, replaces):
        raise DraftChanged
