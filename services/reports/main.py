"""The composition root of reports: the only place that opens its database and makes its web application."""

import secrets
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Final

from flask import Flask

from services.reports.adapters import tables
from services.reports.adapters.answering_reading import open_answering
from services.reports.adapters.builtin import builtin_codebooks
from services.reports.adapters.evidence import SqlEvidence
from services.reports.adapters.finder import SqlFinder
from services.reports.adapters.outages import OUTAGES
from services.reports.adapters.publications import SqlArchive
from services.reports.adapters.reading import SqlReader
from services.reports.adapters.review_reading import SqlReviewReader
from services.reports.adapters.unit import ReportsUnit
from services.reports.application.answering_desk import AnsweringDesk
from services.reports.application.answers_published import answers_owed, answers_told
from services.reports.application.exporting import Exporting
from services.reports.application.introduction_ports import IntroducingDesk
from services.reports.application.outgoing_ports import TellingDesk
from services.reports.application.publish_codebooks import publish_builtin_codebooks, untouched
from services.reports.application.publishing import Publishing
from services.reports.application.read_report import Shelf
from services.reports.application.recoding_ports import RecodingDesk
from services.reports.config import Settings, read_settings
from services.reports.domain.comments import Pace, Seals
from services.reports.domain.ledger import SurveyLedger
from services.reports.entrypoints.answering_routes import install_answering
from services.reports.entrypoints.api import DOCS, api
from services.reports.entrypoints.comparing import install_comparing
from services.reports.entrypoints.comparing_api import comparisons
from services.reports.entrypoints.live import install_live
from services.reports.entrypoints.messages import MessageHandler
from services.reports.entrypoints.pages import pages
from services.reports.entrypoints.problems import PROBLEMS
from services.reports.entrypoints.published_agreement import agreement_addition
from services.reports.entrypoints.publishing_routes import install_publishing
from services.reports.entrypoints.reading import EXTENSION, Reading
from services.reports.entrypoints.recounting import recounting
from services.reports.entrypoints.telling_chores import telling_chores
from services.reports.main_codebooks import recoding_desk, serve_codebooks
from services.reports.main_exports import exporting_desk, serve_exports
from services.reports.main_introducing import introducing_desk, serve_introductions
from services.reports.main_reviewing import review_desk, serve_reviews
from services.reports.main_telling import serve_telling, telling_desk
from shared.contracts.clock import Clock, SystemClock
from shared.contracts.names import Service
from shared.database.engine import Database
from shared.database.migrate import Migrations
from shared.identity.main import Identity
from shared.outbox.backlog import Backlog
from shared.outbox.consumer import MessageConsumer
from shared.outbox.worker import Loop
from shared.web.api import build_api
from shared.web.app import WebSettings, create_app
from shared.web.errors import unavailable_on
from shared.web.health import Health, health_blueprint
from shared.web.metrics import install_metrics
from shared.web.problems import register_problems

__all__ = ["MIGRATIONS", "Reports", "Settings", "build_reports"]

MIGRATIONS: Final = "services.reports.migrations"


class Reports:
    """Reports as processes see it; nothing is opened before it is asked for."""

    service = Service.REPORTS
    metadata = tables.metadata
    delivery = tables.delivery

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self._settings = settings
        self.clock = clock
        self.database = Database(settings.database, schema="reports")
        self.backlog = Backlog(self.database, tables.delivery, clock)
        self.migrations = Migrations(self.database, MIGRATIONS)
        self.reader = SqlReader(self.database)

    def open_unit(self) -> ReportsUnit:
        """A transaction of reports."""
        return ReportsUnit(self.database, self.clock)

    @cached_property
    def consumer(self) -> MessageConsumer[ReportsUnit]:
        """Handles the messages that reports hears."""
        handler = MessageHandler(self.clock, self._settings.address)
        return MessageConsumer(self.service, self.open_unit, handler, self.clock)

    def start(self) -> int:
        """Announce the built-in codebooks that were not announced yet; how many were. Any process may call it."""
        with self.open_unit() as unit:
            books = untouched(builtin_codebooks(), unit.shelf)
            announced = publish_builtin_codebooks(books, unit=unit, clock=self.clock)
            unit.commit()
        return announced

    @cached_property
    def recoding(self) -> RecodingDesk:
        """The work on codebooks, codings anew and discoveries."""
        return recoding_desk(self.database, self.open_unit, self.clock)

    @property
    def chores(self) -> Mapping[str, Loop]:
        """What is done from time to time: counting anew after a codebook changed, and telling others."""
        return {**recounting(self.recoding.codebooks, OUTAGES), **telling_chores(self.telling, OUTAGES)}

    def ledger(self) -> Mapping[str, SurveyLedger]:
        """The bookkeeping of each survey by its slug."""
        return {key.slug: ledger for key, ledger in self.reader.ledger().items()}

    @cached_property
    def publishing(self) -> Publishing:
        """Redaction and publication, for pages and for the command."""
        shelf = Shelf(self.reader, self._settings.smallest_group)
        agreement = agreement_addition(SqlReviewReader(self.database).blind_codings)
        archive = SqlArchive(self.database)
        additions = (agreement, answers_told)
        return Publishing(self.open_unit, archive, shelf, self.clock, rules=(answers_owed,), additions=additions)

    @cached_property
    def answering(self) -> AnsweringDesk:
        """Comments and thanks, for pages."""
        return AnsweringDesk(
            publishing=self.publishing,
            open_reading=lambda: open_answering(self.database),
            seals=Seals(self._settings.secret_key),
            pace=Pace(),
            new_id=lambda: secrets.token_hex(16),
        )

    @cached_property
    def telling(self) -> TellingDesk:
        """Telling others what is new, for pages and chores."""
        shelf = Shelf(self.reader, self._settings.smallest_group)
        return telling_desk(self._settings, self.open_unit, shelf, self.clock)

    @cached_property
    def introducing(self) -> IntroducingDesk:
        """Introductions, for pages."""
        return introducing_desk(self.database, self.open_unit, self.clock, self._settings.smallest_group)

    @cached_property
    def exporting(self) -> Exporting:
        """Files of reports, for pages and for the command."""
        return exporting_desk(self.database, self.publishing)

    def web_app(self, identity: Identity) -> Flask:
        """The web application, guarded by `identity`, with the pages of people and their rights."""
        settings = WebSettings(
            secret_key=self._settings.secret_key,
            trusted_proxies=self._settings.trusted_proxies,
            https_only=self._settings.https_only,
            demo_surveys=self._settings.demo_surveys,
            api_per_minute=self._settings.api_per_minute,
        )
        app = create_app("services.reports", settings, parts=["shared.identity"])
        app.config["API_SPEC_OPTIONS"] = {"security": [{"token": []}]}
        app.extensions[EXTENSION] = Reading(Shelf(self.reader, self._settings.smallest_group), self.clock)
        register_problems(app, PROBLEMS)
        unavailable_on(app, *OUTAGES)
        app.register_blueprint(pages)
        app.register_blueprint(health_blueprint(self._health()))
        documented = build_api(app, DOCS)
        documented.register_blueprint(api)
        install_live(app, documented, SqlFinder(self.database))
        install_publishing(app, documented, self.publishing)
        install_answering(app, self.answering)
        install_comparing(app, SqlEvidence(self.database))
        documented.register_blueprint(comparisons)
        serve_codebooks(app, documented, self.recoding)
        serve_reviews(app, documented, review_desk(self.database, self.open_unit, self.clock))
        serve_exports(app, documented, self.exporting)
        serve_telling(app, self.telling)
        serve_introductions(app, self.introducing)
        install_metrics(app, self.service)
        identity.install(app, with_pages=True)
        return app

    def _health(self) -> Health:
        directory = self._settings.metrics_directory
        checks, advisory = {"database": self.database.check}, {"messages": self.backlog.check}
        return Health(self.service.value, checks, advisory, multiprocess_dir=directory)

    def close(self) -> None:
        """Give the database's connections back."""
        self.database.close()


def open_service(data: Path) -> Reports:
    """Reports as the environment sets it up."""
    return build_reports(read_settings(data))


def build_reports(settings: Settings, *, clock: Clock | None = None) -> Reports:
    """Wire reports; tests give a clock they can move."""
    return Reports(settings, clock or SystemClock())
