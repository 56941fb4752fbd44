"""All routes of telling others, put into the application."""

from collections.abc import Mapping
from typing import Final

from flask import Flask
from flask_babel import lazy_gettext as _l

from services.reports.application.outgoing_ports import TellingDesk
from services.reports.entrypoints import outgoing_words
from services.reports.entrypoints.digest_pages import digests
from services.reports.entrypoints.outgoing_pages import outgoing
from services.reports.entrypoints.telling_at_hand import EXTENSION
from services.reports.entrypoints.threshold_pages import thresholds
from shared.web.problems import Problem, register_problems

PROBLEMS: Final[Mapping[str, Problem]] = {
    "endpoint-not-found": Problem(
        404, _l("There is nothing of this kind here"), _l("Go to the list of what is told, and choose there.")
    ),
}


def install_telling(app: Flask, desk: TellingDesk) -> None:
    """Let the application answer everything about endpoints, thresholds and letters."""
    app.extensions[EXTENSION] = desk
    register_problems(app, PROBLEMS)
    for pages in (outgoing, thresholds, digests):
        app.register_blueprint(pages)
    app.add_template_filter(outgoing_words.kind, "news_kind")
    app.add_template_filter(outgoing_words.standing, "news_standing")
    app.add_template_filter(outgoing_words.level, "threshold_level")
    app.add_template_filter(outgoing_words.rhythm, "digest_rhythm")
