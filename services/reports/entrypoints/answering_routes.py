"""All routes of answers, comments and thanks, put into the application with their ports."""

from collections.abc import Mapping
from typing import Final

from flask import Flask
from flask_babel import lazy_gettext as _l

from services.reports.application.answering_desk import AnsweringDesk
from services.reports.entrypoints.answering_at_hand import EXTENSION
from services.reports.entrypoints.answering_pages import pages as answers
from services.reports.entrypoints.answering_rules import pages as rules
from services.reports.entrypoints.commenting_pages import pages as commenting
from services.reports.entrypoints.moderating_pages import pages as moderating
from services.reports.entrypoints.thanks_pages import pages as thanks
from shared.web.problems import Problem, register_problems

PROBLEMS: Final[Mapping[str, Problem]] = {
    "comment-not-found": Problem(
        404,
        _l("There is no such comment"),
        _l("It was taken back or deleted, or the address is not complete. Check the address."),
    ),
    "comments-closed": Problem(
        403, _l("Comments are not taken here"), _l("The team doesn't take comments on these findings now.")
    ),
    "nothing-to-thank-for": Problem(
        404, _l("There is nothing here yet"), _l("The team has not chosen anything for this page.")
    ),
}


def install_answering(app: Flask, desk: AnsweringDesk) -> None:
    """Let the application answer everything about answers, comments and thanks."""
    app.extensions[EXTENSION] = desk
    register_problems(app, PROBLEMS)
    for pages in (answers, rules, commenting, moderating, thanks):
        app.register_blueprint(pages)
