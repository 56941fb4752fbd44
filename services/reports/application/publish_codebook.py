"""Makes a version of a codebook: it never changes again, everybody is told, and figures are counted by it."""

from dataclasses import dataclass, replace
from typing import Final

from services.reports.application.codebook_ports import CodebookDesk, CodebookUnit
from services.reports.application.publish_codebooks import announcement
from services.reports.domain.codebook_edits import keep_known
from services.reports.domain.codebook_errors import (
    CodebookNotFound,
    DraftChanged,
    NothingChanged,
    ReasonMissing,
    VersionChanged,
)
from services.reports.domain.codebook_history import Author, CodebookKey, Draft, Seen, Version
from services.reports.domain.codebooks import Codebook as Told
from services.reports.domain.recounts import Recount
from shared.codebooks.codebook import Codebook

LONGEST_WHY: Final = 500


@dataclass(frozen=True, slots=True)
class Reason:
    """Who makes a version, and the sentence why."""

    author: Author
    why: str

    def __post_init__(self) -> None:
        if not 0 < len(self.why.strip()) <= LONGEST_WHY:
            raise ReasonMissing(limit=LONGEST_WHY)


def publish_draft(key: CodebookKey, seen: Seen, reason: Reason, *, desk: CodebookDesk) -> Version:
    """Make the draft the next version.

    Raises DraftChanged, VersionChanged where a version was made since the draft was begun, NothingChanged,
    CodebookNotFound.
    """
    with desk.open_unit() as unit:
        draft = _draft(key, seen, unit)
        version = _publish(key, draft.book, draft.base, reason, unit=unit, desk=desk)
        unit.shelf.drop_draft(key)
        unit.commit()
    return version


def publish_book(key: CodebookKey, book: Codebook, replaces: int, reason: Reason, *, desk: CodebookDesk) -> Version:
    """Make a codebook that came whole the version after `replaces` (0: the first). The draft there may be stays.

    Raises VersionChanged, NothingChanged, InvalidCodebook.
    """
    with desk.open_unit() as unit:
        version = _publish(key, book, replaces, reason, unit=unit, desk=desk)
        unit.commit()
    return version


def go_back(key: CodebookKey, to: int, replaces: int, reason: Reason, *, desk: CodebookDesk) -> Version:
    """Make an earlier version the next one; codes that came since are retired. Raises as `publish_book` does."""
    with desk.read() as shelf:
        told = shelf.body(key, to)
    if told is None:
        raise CodebookNotFound(asked=str(to))
    return publish_book(key, desk.bodies.read(told.body), replaces, reason, desk=desk)


def _draft(key: CodebookKey, seen: Seen, unit: CodebookUnit) -> Draft:
    draft = unit.shelf.draft(key)
    if draft is None:
        raise CodebookNotFound(asked=key.codebook)
    if not seen.still_holds(draft):
        raise DraftChanged
    return draft


def _publish(  # noqa: PLR0913  because two of them are what every use case is given
    key: CodebookKey, book: Codebook, replaces: int, reason: Reason, *, unit: CodebookUnit, desk: CodebookDesk
) -> Version:
    at = desk.clock.now()
    # Whoever projects holds its survey's lock and reads the newest version after taking it: so nobody goes on with the
    # old one once this is committed.
    unit.counts.lock(unit.shelf.surveys_of(key.team_id), at)
    told = _following(key, book, replaces, unit=unit, desk=desk)
    if not unit.codebooks.keep(told):
        raise VersionChanged(version=told.version)
    version = Version(key, told.version, reason.author, at, reason.why.strip())
    unit.shelf.note(version)
    unit.outbox.add(announcement(told, desk.clock))
    unit.shelf.put_recount(Recount(key, told.version, "", at))
    return version


def _following(key: CodebookKey, book: Codebook, replaces: int, *, unit: CodebookUnit, desk: CodebookDesk) -> Told:
    newest = unit.shelf.body(key)
    number = newest.version if newest else 0
    if number != replaces:
        raise VersionChanged(version=number)
    next_book = replace(book, id=key.codebook, version=number + 1)
    if newest:
        before = desk.bodies.read(newest.body)
        next_book = keep_known(next_book, before)
        if replace(next_book, version=number) == before:
            raise NothingChanged
    checked = desk.bodies.read(desk.bodies.written(next_book))
    return Told(key.team_id, key.codebook, number + 1, desk.bodies.written(checked))
