"""Everything about writing and running surveys that an application shows."""

from flask import Flask

from services.intake.application.draft_desk import DraftDesk
from services.intake.entrypoints import (
    cards_aside,
    delete_page,
    draft_page,
    publish_page,
    question_list,
    question_page,
    survey_list,
    survey_page,
)
from services.intake.entrypoints.surveys_at_hand import install_drafting


def install_surveys(app: Flask, desk: DraftDesk) -> None:
    """Give the application its desk of drafts and the pages on it."""
    install_drafting(app, desk)
    parts = (survey_list, survey_page, draft_page, question_list, question_page, publish_page, cards_aside, delete_page)
    for part in parts:
        app.register_blueprint(part.pages)
