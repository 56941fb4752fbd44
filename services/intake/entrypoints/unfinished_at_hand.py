"""The desk of unfinished answers, files and entries of the application that answers the present request."""

from collections.abc import Mapping
from datetime import date
from typing import Final, cast

from flask import Flask, current_app, request
from flask_babel import lazy_gettext as _l

from services.intake.application.unfinished_desk import UnfinishedDesk
from services.intake.domain.errors import ReceiptMistyped
from services.intake.domain.pace import place_of
from services.intake.domain.unfinished import RESUME
from services.intake.entrypoints.london_time import london_day
from shared.web.problems import Problem, register_problems

_EXTENSION: Final = "adborth-intake-unfinished"

PROBLEMS: Final[Mapping[str, Problem]] = {
    "not-to-save": Problem(
        404, _l("This survey keeps no unfinished answers"), _l("Go back to the page with your answers and send them.")
    ),
    "not-closed-yet": Problem(
        409,
        _l("This survey has not closed yet"),
        _l("People may still come back and send their answers. Close the survey first."),
    ),
    "too-many-files": Problem(
        429,
        _l("Very many files are coming in at the moment"),
        _l("Nothing was stored. Go back to what you wrote, and send it again in a few minutes."),
    ),
    "answer-file-not-found": Problem(
        404, _l("There is no such file"), _l("It may have gone with a response that was withdrawn.")
    ),
}


def install_unfinished_desk(app: Flask, desk: UnfinishedDesk) -> None:
    """Give the application its desk of unfinished answers, and the words for what can go wrong there."""
    app.extensions[_EXTENSION] = desk
    register_problems(app, PROBLEMS)
    app.add_template_global(carried_resume)


def unfinished_at_hand() -> UnfinishedDesk:
    """The desk of unfinished answers that this application was given."""
    return cast(UnfinishedDesk, current_app.extensions[_EXTENSION])


def carried_resume() -> str:
    """The code of the saved answers that a page goes on with, "" when it goes on with none."""
    given = request.form.get(RESUME) or (request.view_args or {}).get("code", "")
    return str(given) if resume_key(str(given)) else ""


def resume_key(code: str) -> str:
    """What saved answers are found by, from their code; "" for what can be no code."""
    try:
        return unfinished_at_hand().codes.key_for(code) if code else ""
    except ReceiptMistyped:
        return ""


def beside_saved() -> dict[str, str | None]:
    """What a posted form carries of saved answers, by the name of its field."""
    return {RESUME: carried_resume()}


def key_beside(beside: Mapping[str, str | None]) -> str:
    """The key of the saved answers that came beside the words, "" for none."""
    return resume_key(beside.get(RESUME) or "")


def client_here() -> str:
    """Whose wrong codes and files are counted together: the request's address."""
    address = request.remote_addr or ""
    # Wrong codes are no ordinary traffic of an operator's own programs: the machine itself is a place here.
    return place_of(address) or address


def today_here() -> date:
    """The day by the clocks in London, where an entry's "today" is read from a wall."""
    return london_day(unfinished_at_hand().clock.now())
