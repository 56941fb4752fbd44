"""What belongs to the live report beside the page itself: the search, the wall, and the feed."""

from collections.abc import Mapping
from typing import Any, Final

from flask import Flask
from flask_babel import lazy_gettext as _l

from services.reports.application.finding_ports import Finder
from services.reports.entrypoints.feed import feed
from services.reports.entrypoints.find_api import find_api
from services.reports.entrypoints.find_pages import finding
from services.reports.entrypoints.finding_at_hand import EXTENSION
from shared.web.problems import Problem, register_problems

PROBLEMS: Final[Mapping[str, Problem]] = {
    "question-needed": Problem(
        400,
        _l("Name a question"),
        _l("What a group said is told question by question: name one of the report's questions."),
    ),
    "words-of-everyone": Problem(
        400,
        _l("Words are sought among everyone's answers"),
        _l("Together with a group they could single somebody out: leave out the words or the group."),
    ),
}


def install_live(app: Flask, documented: Any, finder: Finder) -> None:
    """Add the pages and the API; what looks through words is at hand from then on."""
    app.extensions[EXTENSION] = finder
    app.register_blueprint(finding)
    for part in (find_api, feed):
        documented.register_blueprint(part)
    register_problems(app, PROBLEMS)
