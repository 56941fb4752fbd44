"""Wires reviewing: what its pages and its API are given."""

import secrets
from collections.abc import Callable

from flask import Flask

from services.reports.adapters.review_reading import SqlReviewReader
from services.reports.adapters.unit import ReportsUnit
from services.reports.application.review_answers import ReviewDesk
from services.reports.entrypoints.review_routes import install_reviewing
from shared.contracts.clock import Clock
from shared.database.engine import Database
from shared.web.api import Api


def review_desk(database: Database, open_unit: Callable[[], ReportsUnit], clock: Clock) -> ReviewDesk:
    """What reviewers work with."""
    return ReviewDesk(SqlReviewReader(database), open_unit, clock, lambda: secrets.token_hex(16))


def serve_reviews(app: Flask, documented: Api, desk: ReviewDesk) -> None:
    """Give the application the pages of reviewing and their API."""
    install_reviewing(app, documented, desk)
