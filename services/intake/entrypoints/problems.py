"""Intake's catalogue of what can go wrong, and how its two talkative errors are told."""

from collections.abc import Mapping
from typing import Final

from flask import Flask, Response
from flask_babel import lazy_gettext as _l

from services.intake.domain.errors import Fault, InvalidAnswers, SurveyClosed
from services.intake.entrypoints.receipt_problems import PROBLEMS as RECEIPT_PROBLEMS
from services.intake.entrypoints.sentences import sentence
from shared.web.errors import Told, tell
from shared.web.languages import current_language
from shared.web.problems import Problem, register_problems

PROBLEMS: Final[Mapping[str, Problem]] = {
    "survey-not-found": Problem(
        404,
        _l("There is no such survey"),
        _l("Check the address. If you followed a link or a QR code, ask the organiser for a new one."),
    ),
    "survey-closed": Problem(
        410, _l("This survey has closed"), _l("Ask the organiser if you still want to say something.")
    ),
    "survey-not-open": Problem(
        403, _l("This survey is not open yet"), _l("Come back later, or ask the organiser when it opens.")
    ),
    "invalid-answers": Problem(
        400, _l("Some answers can't be stored"), _l("Nothing was stored. Correct what is named and send it again.")
    ),
    "id-conflict": Problem(
        409,
        _l("This id was used before with other answers"),
        _l("The first answers are kept. Send other answers under an id of their own."),
    ),
    "already-withdrawn": Problem(
        409,
        _l("This response was withdrawn"),
        _l("Withdrawn words can't come back. Send a new card if you want to say something else."),
    ),
    "storage-away": Problem(
        503,
        _l("Your card can't be stored right now"),
        _l("Keep what you wrote and send it again in a minute. Sending the same card twice counts once."),
    ),
}


def install_problems(app: Flask) -> None:
    """Register the catalogue, and show organisers' words and faults in the reader's language."""
    register_problems(app, PROBLEMS)
    register_problems(app, RECEIPT_PROBLEMS)
    app.register_error_handler(SurveyClosed, _closed)
    app.register_error_handler(InvalidAnswers, _invalid)


def closing_words(error: SurveyClosed) -> str:
    """What the organiser says about the closing, in the reader's language where they said it in that."""
    words = error.details.get("words")
    if not isinstance(words, dict) or not words:
        return ""
    return str(words.get(current_language()) or next(iter(words.values())))


def _closed(error: SurveyClosed) -> Response:
    return _told(error.code, {**error.details, "message": closing_words(error)})


def _invalid(error: InvalidAnswers) -> Response:
    errors = [{"field": _field(fault), "message": sentence(fault), "code": fault.code} for fault in error.faults]
    return _told(error.code, {"errors": errors})


def _field(fault: Fault) -> str:
    if fault.code == "unknown-language":
        return "language"
    return f"answers.{fault.question}" if fault.question else "answers"


def _told(code: str, details: Mapping[str, object]) -> Response:
    return tell(Told(PROBLEMS[code], code, f"/problems/{code}", details))
