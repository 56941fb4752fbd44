"""All routes of redaction and publication, put into the application with their ports."""

from flask import Flask

from services.reports.application.publishing import Publishing
from services.reports.entrypoints.public_routes import PUBLIC_PARTS
from services.reports.entrypoints.publications_api import api
from services.reports.entrypoints.publishing_actions import actions
from services.reports.entrypoints.publishing_at_hand import EXTENSION
from services.reports.entrypoints.publishing_pages import pages as publishing_pages
from services.reports.entrypoints.publishing_problems import PROBLEMS
from services.reports.entrypoints.publishing_rules import pages as rules_pages
from services.reports.entrypoints.redaction_pages import pages as redaction_pages
from shared.web.api import Api
from shared.web.problems import register_problems


def install_publishing(app: Flask, documented: Api, desk: Publishing) -> None:
    """Let the application answer everything about quotes and publications."""
    app.extensions[EXTENSION] = desk
    register_problems(app, PROBLEMS)
    for pages in (*PUBLIC_PARTS, publishing_pages, actions, rules_pages, redaction_pages):
        app.register_blueprint(pages)
    documented.register_blueprint(api)
