"""A draft is changed, piece by piece; what somebody else changed meanwhile is never overwritten unseen."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from services.intake.application.draft_desk import DraftDesk
from services.intake.domain.draft_errors import DraftChanged
from services.intake.domain.drafts import Draft, Part, Place, fingerprint
from services.intake.domain.survey_changes import Action, Author

Edit: TypeAlias = Callable[[Part], dict[str, Any]]
"""Makes the new piece from the one that is stored."""


def read_draft(slug: str, team_id: str, *, desk: DraftDesk) -> Draft:
    """The team's draft of this survey, or one that nobody has changed yet. Raises SurveyNotFound."""
    with desk.open_reading() as reading:
        return desk.draft(slug, team_id, reading)


def save_own(slug: str, seen: str, edit: Edit, *, author: Author, desk: DraftDesk) -> Draft:
    """Change what the survey says of itself. Raises SurveyNotFound, DraftChanged when it is not as it was seen."""

    def change(draft: Draft) -> Draft:
        if fingerprint(draft.own) != seen:
            raise DraftChanged(survey=slug)
        return draft.with_own(edit(draft.own))

    return _change(slug, change, author, desk)


def add_question(slug: str, question: Mapping[str, Any], *, author: Author, desk: DraftDesk) -> Draft:
    """Put a question at the end. Raises SurveyNotFound."""
    return _change(slug, lambda draft: draft.with_questions([*draft.questions, question]), author, desk)


def save_question(slug: str, place: Place, edit: Edit, *, author: Author, desk: DraftDesk) -> Draft:
    """Change a question, wherever it stands now. Raises SurveyNotFound, DraftChanged when it is not as it was seen."""

    def change(draft: Draft) -> Draft:
        number, questions = draft.at(place), draft.questions
        questions[number] = edit(questions[number])
        return draft.with_questions(questions)

    return _change(slug, change, author, desk)


def move_question(slug: str, place: Place, steps: int, *, author: Author, desk: DraftDesk) -> Draft:
    """Move a question so many places down, or up where negative; not beyond either end.

    Raises SurveyNotFound, DraftChanged.
    """

    def change(draft: Draft) -> Draft:
        number, questions = draft.at(place), draft.questions
        moved = questions.pop(number)
        questions.insert(max(0, number + steps), moved)
        return draft.with_questions(questions)

    return _change(slug, change, author, desk)


def remove_question(slug: str, place: Place, *, author: Author, desk: DraftDesk) -> Draft:
    """Take a question out. Raises SurveyNotFound, DraftChanged when it is not as it was seen."""

    def change(draft: Draft) -> Draft:
        number, questions = draft.at(place), draft.questions
        del questions[number]
        return draft.with_questions(questions)

    return _change(slug, change, author, desk)


def discard(slug: str, revision: int, *, author: Author, desk: DraftDesk) -> bool:
    """Throw a draft away; whether the survey was published and so is still there.

    Raises SurveyNotFound, DraftChanged when it was saved since `revision`.
    """
    with desk.open_unit() as unit:
        draft = desk.taken(slug, author, unit)
        if draft.revision != revision:
            raise DraftChanged(survey=slug)
        unit.drafts.remove(slug)
        desk.note(Action.DISCARDED, slug, author, unit)
        unit.commit()
    return draft.based_on > 0


def _change(slug: str, change: Callable[[Draft], Draft], author: Author, desk: DraftDesk) -> Draft:
    with desk.open_unit() as unit:
        draft = desk.taken(slug, author, unit)
        changed = change(draft)
        if changed.document == draft.document:
            return draft
        kept = changed.saved(author.name, desk.clock.now())
        unit.drafts.keep(kept)
        newest = unit.changes.newest(slug, 1)
        if [(each.what, each.by) for each in newest] != [(Action.EDITED, author.id)]:
            desk.note(Action.EDITED, slug, author, unit)
        unit.commit()
    return kept
