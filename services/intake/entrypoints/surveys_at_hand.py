"""The desk of drafts of the application that answers the present request, its problems, and who is at it."""

from collections.abc import Mapping
from typing import Final, cast

from flask import Flask, current_app
from flask_babel import lazy_gettext as _l

from services.intake.application.draft_desk import DraftDesk
from services.intake.domain.survey_changes import Author
from services.intake.entrypoints.field_names import field_name
from services.intake.entrypoints.survey_words import SHOWN
from shared.identity.access import current_caller
from shared.web.problems import Problem, register_problems

_EXTENSION: Final = "adborth-intake-drafts"

PROBLEMS: Final[Mapping[str, Problem]] = {
    "draft-changed": Problem(
        409,
        _l("Somebody changed this meanwhile"),
        _l("Nothing was done. Go back to the survey's page, look at it as it is now, and do it again there."),
    ),
    "not-yet-published": Problem(
        409, _l("This survey was never published"), _l("Publish it first, or throw its draft away.")
    ),
    "invalid-survey": Problem(
        409,
        _l("This survey can't be published as it is"),
        _l("Nothing was done. The survey's check list says what has to be mended."),
    ),
    "template-not-found": Problem(404, _l("There is no such template"), _l("Choose one from the list.")),
}


def install_drafting(app: Flask, desk: DraftDesk) -> None:
    """Give the application its desk of drafts, and the words for what can go wrong there."""
    app.extensions[_EXTENSION] = desk
    register_problems(app, PROBLEMS)
    app.add_template_filter(field_name)
    app.jinja_env.globals.update(SHOWN)


def drafts_at_hand() -> DraftDesk:
    """The desk of drafts that this application was given."""
    return cast(DraftDesk, current_app.extensions[_EXTENSION])


def author() -> Author:
    """Who is signed in, as those who change surveys are noted."""
    caller = current_caller()
    return Author(id=caller.id, name=caller.name, team_id=caller.team_id)
