"""A person of the team enters what somebody else said, with where it was said and how they agreed."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.intake.application.accept_response import Accepted, recognised
from services.intake.application.unfinished_desk import UnfinishedDesk
from services.intake.domain.answer_files import files_in
from services.intake.domain.entries import Entry, Said
from services.intake.domain.submissions import Submission
from services.intake.domain.surveys import Survey


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """What was entered; `id` is the page's, so that sending it again changes nothing; `by` who is signed in."""

    id: str
    language: str
    answers: Mapping[str, str]
    said: Said
    by: str
    by_name: str


def enter_for_someone(entered: Entered, survey: Survey, *, desk: UnfinishedDesk) -> Accepted:
    """Store a response for somebody else, and apart from it who entered it; a closed survey takes it too.

    Raises InvalidAnswers; IdConflict when the page's id was used for other words; StorageAway.
    """
    now = desk.clock.now()
    submission = Submission(
        survey=survey.slug,
        id=entered.id,
        language=entered.language,
        answers=entered.answers,
        attributes=entered.said.attributes,
        version=survey.version,
    )
    response = survey.accept(submission, at=now)
    with desk.open_unit() as unit:
        is_new = bool(unit.responses.add([response]))
        if is_new:
            unit.files.take(set(files_in(survey, entered.answers).values()), survey.slug, response.id)
            unit.entries.add(_entry(entered, survey, response.id, desk))
            unit.outbox.add(response.received())
            unit.commit()
        stored = recognised(submission, unit.responses.standings([response.id])[response.id]) if not is_new else None
    return Accepted(
        id=entered.id,
        response_id=response.id,
        receipt=desk.receipts.code_for(response.id),
        received_at=stored.received_at if stored else response.received_at,
        is_new=is_new,
    )


def latest_entries(slug: str, *, desk: UnfinishedDesk, most: int = 10) -> list[Entry]:
    """Who entered what lately, without the words."""
    with desk.open_reading() as reading:
        return reading.entries.latest(slug, most)


def _entry(entered: Entered, survey: Survey, response_id: str, desk: UnfinishedDesk) -> Entry:
    return Entry(
        response_id=response_id,
        team_id=survey.team_id,
        survey=survey.slug,
        by=entered.by,
        by_name=entered.by_name,
        at=desk.clock.now(),
        source=entered.said.source,
    )
