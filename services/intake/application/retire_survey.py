"""A survey is put away: archived, where nothing is lost, or deleted with the words of everybody who answered."""

from dataclasses import dataclass, replace
from typing import Final

from services.intake.application.close_survey import close_in
from services.intake.application.draft_desk import DraftDesk
from services.intake.application.draft_ports import DraftUnit
from services.intake.application.withdraw_response import withdraw_in
from services.intake.domain.draft_errors import NotTheSlug, NotYetPublished
from services.intake.domain.survey_changes import Action, Archived, Author

_BATCH: Final = 200
_BATCHES: Final = 10


@dataclass(frozen=True, slots=True)
class Deleted:
    """How far a deletion is: responses withdrawn just now, and those whose words are still there."""

    withdrawn: int
    left: int


def archive(slug: str, *, author: Author, desk: DraftDesk) -> None:
    """Close a published survey and leave it out of lists; its cards and reports stay.

    Raises SurveyNotFound, NotYetPublished.
    """
    with desk.open_unit() as unit:
        if _put_away(slug, author, unit, desk):
            desk.note(Action.ARCHIVED, slug, author, unit)
        unit.commit()


def restore(slug: str, *, author: Author, desk: DraftDesk) -> None:
    """Show an archived survey in lists again; it stays closed. Raises SurveyNotFound."""
    with desk.open_unit() as unit:
        desk.taken(slug, author, unit)
        if unit.archive.find(slug) is not None:
            unit.archive.remove(slug)
            desk.note(Action.RESTORED, slug, author, unit)
        unit.commit()


def delete_survey(slug: str, typed: str, *, author: Author, desk: DraftDesk) -> Deleted:
    """Close a survey and withdraw its responses for good, a bounded number of them at a time, each told as withdrawn.

    `typed` is the slug as somebody typed it to confirm. Call it again while something is left; only then is the
    survey gone. Raises SurveyNotFound, NotYetPublished, NotTheSlug.
    """
    if typed.strip() != slug:
        raise NotTheSlug(survey=slug)
    with desk.open_unit() as unit:
        _put_away(slug, author, unit, desk)
        newest = unit.changes.newest(slug, 1)
        if [each.what for each in newest] != [Action.DELETION_BEGUN]:
            desk.note(Action.DELETION_BEGUN, slug, author, unit)
        unit.commit()
    withdrawn = 0
    for _ in range(_BATCHES):
        found = _withdraw_some(slug, desk)
        withdrawn += found
        if found < _BATCH:
            return Deleted(withdrawn, _finish(slug, author, desk))
    return Deleted(withdrawn, _words_left(slug, desk))


def _put_away(slug: str, author: Author, unit: DraftUnit, desk: DraftDesk) -> bool:
    """Close and archive; whether it was in lists before."""
    survey = desk.published(slug, author.team_id, unit)
    if survey is None:
        desk.taken(slug, author, unit)
        raise NotYetPublished(survey=slug)
    close_in(survey, unit, desk.clock.now())
    if unit.archive.find(slug) is not None:
        return False
    unit.archive.keep(Archived(slug=slug, team_id=author.team_id, archived_at=desk.clock.now()))
    return True


def _withdraw_some(slug: str, desk: DraftDesk) -> int:
    with desk.open_unit() as unit:
        ids = unit.counts.with_words(slug, _BATCH)
        standings = unit.responses.standings(ids)
        for id_ in ids:
            withdraw_in(standings[id_], unit, desk.clock.now())
        unit.commit()
    return len(ids)


def _finish(slug: str, author: Author, desk: DraftDesk) -> int:
    """Take away what is kept besides; a card that was on its way meanwhile is left for the next call."""
    with desk.open_unit() as unit:
        archived = unit.archive.find(slug)
        left = unit.counts.words_left(slug)
        if left or archived is None:
            return left
        unit.counts.forget_people(slug)
        unit.drafts.remove(slug)
        unit.archive.keep(replace(archived, deleted_at=desk.clock.now()))
        desk.note(Action.DELETED, slug, author, unit)
        unit.commit()
    return 0


def _words_left(slug: str, desk: DraftDesk) -> int:
    with desk.open_reading() as reading:
        return reading.counts.words_left(slug)
