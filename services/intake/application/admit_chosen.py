"""The team decides card by card what was put aside: those that it chooses are analysed like all others."""

from collections.abc import Collection

from services.intake.application.admit_cards import admit_in, worded_aside
from services.intake.application.draft_desk import DraftDesk
from services.intake.domain.draft_errors import NotYetPublished
from services.intake.domain.responses import ASIDE, Response
from services.intake.domain.survey_changes import Action, Author
from services.intake.domain.surveys import Survey


def aside_of(slug: str, team_id: str, *, desk: DraftDesk) -> tuple[Survey, list[Response]]:
    """A survey and its cards that were put aside, as they came. Raises SurveyNotFound, NotYetPublished."""
    with desk.open_reading() as reading:
        survey = desk.published(slug, team_id, reading)
        if survey is None:
            desk.draft(slug, team_id, reading)
            raise NotYetPublished(survey=slug)
        return survey, worded_aside(slug, ASIDE, reading)


def admit_chosen(slug: str, ids: Collection[str], *, author: Author, desk: DraftDesk) -> int:
    """Promise the analysis of these cards where they are still aside; how many there were.

    Raises SurveyNotFound, NotYetPublished.
    """
    with desk.open_unit() as unit:
        if desk.published(slug, author.team_id, unit) is None:
            desk.taken(slug, author, unit)
            raise NotYetPublished(survey=slug)
        number = admit_in([response for response in worded_aside(slug, ASIDE, unit) if response.id in ids], unit)
        if number:
            desk.note(Action.ADMITTED, slug, author, unit)
        unit.commit()
    return number
