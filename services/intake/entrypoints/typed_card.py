"""What was posted from the page on which cards are typed, read into a typing, and what can be wrong with it."""

from collections.abc import Iterable, Mapping
from typing import Final

from flask import request
from flask_babel import lazy_gettext as _l

from services.intake.application.print_cards import new_card
from services.intake.application.type_card import Typing
from services.intake.domain.errors import AlreadyWithdrawn, InvalidAnswers
from services.intake.domain.paper_cards import read_number
from services.intake.domain.paper_errors import CardNotFound, UnreadablePhoto
from services.intake.domain.surveys import Survey
from services.intake.entrypoints.paper_at_hand import PROBLEMS
from services.intake.entrypoints.sent_answers import answers_sent
from services.intake.entrypoints.sentences import SENTENCES, sentence
from shared.identity.access import current_caller

# No question's key holds a hyphen.
NUMBER: Final = "card-number"
LANGUAGE: Final = "card-language"
PHOTO: Final = "card-photo"
FRESH: Final = "card-fresh"
_NO_ANSWERS: Final = frozenset({NUMBER, LANGUAGE, FRESH, "csrf_token"})
_WRONG_NUMBER: Final = _l("Compare the number with the card: a character of it must be wrong")

Refusal = InvalidAnswers | CardNotFound | AlreadyWithdrawn | UnreadablePhoto
REFUSALS: Final = (InvalidAnswers, CardNotFound, AlreadyWithdrawn, UnreadablePhoto)


def answers_posted(survey: Survey, beside: Iterable[str] = _NO_ANSWERS) -> dict[str, str]:
    """The answers among what was posted; `beside` are the page's own fields. Raises InvalidAnswers."""
    own = frozenset(beside)
    # Browsers send line ends as CR LF whatever was typed.
    posted = {
        name: [text.replace("\r\n", "\n") for text in texts] for name, texts in request.form.lists() if name not in own
    }
    return answers_sent(survey, posted)


def typing_posted(survey: Survey, language: str, answers: Mapping[str, str]) -> Typing:
    """The typed card; one without a number gets the fresh one of its page. Raises CardNotFound."""
    given = request.form.get(NUMBER, "").strip()
    number = read_number(given or request.form.get(FRESH, ""))
    if number is None:
        raise CardNotFound(number="")
    photo = request.files.get(PHOTO)
    caller = current_caller()
    return Typing(
        number=number,
        language=language,
        answers=answers,
        by=caller.id,
        by_name=caller.name,
        photo=photo.read() if photo is not None and photo.filename else None,
        new=None if given else new_card(survey, request.args, number),
    )


def wrong_with(error: Refusal) -> dict[str, str]:
    """What is wrong, a sentence for each field."""
    if isinstance(error, InvalidAnswers):
        return {fault.question: sentence(fault) for fault in error.faults}
    if isinstance(error, AlreadyWithdrawn):
        return {NUMBER: str(SENTENCES[error.code])}
    if isinstance(error, CardNotFound) and not error.details["number"]:
        return {NUMBER: str(_WRONG_NUMBER)}
    problem = PROBLEMS[error.code]
    return {PHOTO if isinstance(error, UnreadablePhoto) else NUMBER: f"{problem.title}. {problem.what_to_do}"}
