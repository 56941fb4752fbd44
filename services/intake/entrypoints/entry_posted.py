"""What was posted from the page for entries, stored; or what is wrong with it, with everything that was typed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import request

from services.intake.application.accept_response import Accepted
from services.intake.application.enter_for_someone import Entered, enter_for_someone
from services.intake.domain.entries import Said
from services.intake.domain.errors import InvalidAnswers
from services.intake.domain.surveys import Survey
from services.intake.entrypoints.entry_fields import ID, LANGUAGE, OWN_FIELDS, Beside, beside_posted
from services.intake.entrypoints.posted_card import PostedCard, card_id
from services.intake.entrypoints.posted_files import with_files
from services.intake.entrypoints.typed_card import answers_posted, wrong_with
from services.intake.entrypoints.unfinished_at_hand import today_here, unfinished_at_hand
from shared.identity.access import current_caller


@dataclass(frozen=True, slots=True)
class Page:
    """What a page for an entry shows: its card, what stands beside it, and what is wrong, a sentence by field."""

    card: PostedCard
    language: str
    beside: Beside = field(default_factory=Beside)
    wrong: Mapping[str, str] = field(default_factory=dict)


def store_posted(survey: Survey) -> Accepted | Page:
    """Store what was posted. Raises TooManyFiles, StorageAway, AlreadyWithdrawn."""
    language = survey.language_for(request.form.get(LANGUAGE, ""))
    beside = beside_posted()
    card = PostedCard(card_id(request.form.get(ID, "")), {}, "")
    try:
        card = PostedCard(card.id, answers_posted(survey, OWN_FIELDS), "")
        card, wrong = with_files(card, _files(), survey)
        said = beside.read(today_here())
        if isinstance(said, Said) and not wrong:
            return _stored(Page(card, language), said, survey)
        return Page(card, language, beside, wrong_with(InvalidAnswers(() if isinstance(said, Said) else said)) | wrong)
    except InvalidAnswers as error:
        return Page(card, language, beside, wrong_with(error))


def _stored(page: Page, said: Said, survey: Survey) -> Accepted:
    caller = current_caller()
    entered = Entered(
        id=page.card.id,
        language=page.language,
        answers=page.card.answers,
        said=said,
        by=caller.id,
        by_name=caller.name,
    )
    return enter_for_someone(entered, survey, desk=unfinished_at_hand())


def _files() -> dict[str, list[bytes]]:
    given = {name: [each.read() for each in request.files.getlist(name) if each.filename] for name in request.files}
    return {name: contents for name, contents in given.items() if contents}
