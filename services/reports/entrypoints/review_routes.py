"""All routes of reviewing, put into the application with their ports."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from flask import Flask

from services.reports.application.review_answers import ReviewDesk
from services.reports.entrypoints import agreement_pages, review_answer_pages, review_pages, review_wording
from services.reports.entrypoints.review_api import api
from services.reports.entrypoints.review_at_hand import EXTENSION
from services.reports.entrypoints.review_problems import PROBLEMS
from shared.web.api import Api
from shared.web.problems import register_problems

_FILTERS: Final[Mapping[str, Callable[..., Any]]] = {
    "code_title": review_wording.code_title,
    "coder_words": review_wording.coder_words,
    "two_places": review_wording.two_places,
    "spans_of": review_wording.spans_of,
}


def install_reviewing(app: Flask, documented: Api, desk: ReviewDesk) -> None:
    """Let the application answer everything about reviews."""
    app.extensions[EXTENSION] = desk
    register_problems(app, PROBLEMS)
    for name, reads in _FILTERS.items():
        app.add_template_filter(reads, name)
    for pages in (review_pages.pages, review_answer_pages.pages, agreement_pages.pages):
        app.register_blueprint(pages)
    documented.register_blueprint(api)
