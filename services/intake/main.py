"""The composition root of intake: the only place that opens its database and builds its web application."""

import secrets
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Final, Protocol

from flask import Flask

from services.intake.adapters.admission_unit import SqlAdmissionReading, SqlAdmissionUnit
from services.intake.adapters.answer_file_cleaning import clean_answer_file
from services.intake.adapters.draft_unit import SqlDraftReading, SqlDraftUnit
from services.intake.adapters.letterbox import SqlLetterbox
from services.intake.adapters.outages import telling_outages
from services.intake.adapters.paper_unit import PaperUnitOfWork, SqlPaperReading
from services.intake.adapters.photos import clean_photo
from services.intake.adapters.plain_documents import PlainDocuments
from services.intake.adapters.reading import SqlReading
from services.intake.adapters.receipt_keys import fill_receipt_keys
from services.intake.adapters.smtp_post import SmtpAccount, SmtpPost
from services.intake.adapters.survey_files import SAMPLE, BuiltInTemplates, builtin_survey_file, read_survey_file
from services.intake.adapters.surveys import KnownVersions
from services.intake.adapters.tables import DELIVERY, METADATA
from services.intake.adapters.typst_printer import TypstPrinter
from services.intake.adapters.unit_of_work import RequestUnitOfWork, SqlUnitOfWork
from services.intake.application.desk import Desk
from services.intake.application.draft_desk import DraftDesk
from services.intake.application.gate import Gate
from services.intake.application.list_surveys import list_surveys
from services.intake.application.paper_desk import PaperDesk
from services.intake.application.publish_survey import Published, publish_survey
from services.intake.application.read_ledger import read_ledger
from services.intake.application.unfinished_desk import UnfinishedDesk
from services.intake.config import Settings, read_settings
from services.intake.domain.invitations import InvitationTokens
from services.intake.domain.ledger import Ledger
from services.intake.domain.receipts import Receipts
from services.intake.domain.signs import Stamps
from services.intake.domain.surveys import Survey
from services.intake.domain.unfinished import ResumeCodes
from services.intake.entrypoints import form, invitations, no_reminders, offline, receipt_entry, receipts
from services.intake.entrypoints.apart import install_apart
from services.intake.entrypoints.api import DOCS, api
from services.intake.entrypoints.chores import chores_of
from services.intake.entrypoints.desk_at_hand import install_desk
from services.intake.entrypoints.gate_at_hand import install_gate
from services.intake.entrypoints.messages import handle
from services.intake.entrypoints.paper import install_paper
from services.intake.entrypoints.problems import install_problems
from services.intake.entrypoints.team_surveys import install_surveys
from shared.codebooks.loading import builtin_names
from shared.contracts.clock import Clock, SystemClock
from shared.contracts.names import Service
from shared.database.engine import Database
from shared.database.migrate import Migrations
from shared.outbox.backlog import Backlog
from shared.outbox.consumer import MessageConsumer
from shared.outbox.worker import Loop
from shared.web.api import build_api
from shared.web.app import WebSettings, create_app
from shared.web.health import Health, health_blueprint
from shared.web.metrics import install_metrics

MIGRATIONS: Final = "services.intake.migrations"
_MAX_BODY_BYTES: Final = 256 * 1024


class Guard(Protocol):
    """What declares identity to an application; `shared.identity.main.Identity` does."""

    def install(self, app: Flask, *, with_pages: bool) -> None:
        """Guard every route that is registered."""


class Intake:
    """Intake as processes see it; nothing is opened before it is asked for."""

    service = Service.INTAKE
    metadata = METADATA
    delivery = DELIVERY

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self.settings = settings
        self.clock = clock
        self.database = Database(settings.database, schema="intake")
        self.backlog = Backlog(self.database, DELIVERY, clock)
        self.migrations = Migrations(self.database, MIGRATIONS)
        self.templates = BuiltInTemplates()
        self._known: KnownVersions = {}
        self._receipts = Receipts(settings.secret_key)
        self.desk = Desk(
            open_unit=self._open_request,
            open_reading=self._open_reading,
            letterbox=SqlLetterbox(self.database, clock, self._known, self._receipts),
            clock=clock,
            receipts=self._receipts,
        )
        self.gate = Gate(
            desk=self.desk,
            open_unit=lambda: SqlAdmissionUnit(self.database, clock, self._known, self._receipts),
            open_reading=lambda: SqlAdmissionReading(self.database, self._known, self._receipts),
            tokens=InvitationTokens(settings.secret_key),
            stamps=Stamps(settings.secret_key),
        )
        self.paper = self._paper_desk()
        self.unfinished = self._unfinished_desk()
        self.drafting = DraftDesk(
            open_unit=lambda: SqlDraftUnit(self.database, clock, self._known, self._receipts),
            open_reading=lambda: SqlDraftReading(self.database, self._known, self._receipts),
            clock=clock,
            documents=PlainDocuments(),
            templates=self.templates,
            codebooks=builtin_names,
        )

    def _paper_desk(self) -> PaperDesk:
        return PaperDesk(
            open_unit=lambda: PaperUnitOfWork(self.database, self.clock, self._known, self._receipts),
            open_reading=lambda: SqlPaperReading(self.database, self._known, self._receipts),
            clock=self.clock,
            receipts=self._receipts,
            printer=TypstPrinter(),
            clean_photo=clean_photo,
            random_bits=secrets.randbits,
        )

    def _unfinished_desk(self) -> UnfinishedDesk:
        return UnfinishedDesk(
            open_unit=self.gate.open_unit,
            open_reading=lambda: SqlAdmissionReading(self.database, self._known, self._receipts),
            clock=self.clock,
            codes=ResumeCodes(self.settings.secret_key),
            receipts=self._receipts,
            random_bits=secrets.randbits,
            clean=clean_answer_file,
        )

    def open_unit(self) -> SqlUnitOfWork:
        """A transaction of intake, with inbox and parked."""
        return SqlUnitOfWork(self.database, self.clock, self._known, self._receipts)

    def _open_request(self) -> RequestUnitOfWork:
        return RequestUnitOfWork(self.database, self.clock, self._known, self._receipts)

    def _open_reading(self) -> SqlReading:
        return SqlReading(self.database, self._known, self._receipts)

    @cached_property
    def consumer(self) -> MessageConsumer[SqlUnitOfWork]:
        """Handles the messages that intake hears."""
        return MessageConsumer(self.service, self.open_unit, handle, self.clock)

    def prepare(self) -> None:
        """Bring the tables to their newest form and publish what comes with adborth. Raises StorageAway."""
        with telling_outages():
            self.migrations.upgrade()
        self.start()

    def start(self) -> None:
        """Publish the sample survey where there is none of its slug, and let receipts be found.

        Raises StorageAway.
        """
        with telling_outages():
            fill_receipt_keys(self.database, self._receipts)
        if SAMPLE not in {survey.slug for survey in self.surveys()}:
            self.publish_survey_file(builtin_survey_file(SAMPLE))

    @property
    def chores(self) -> Mapping[str, Loop]:
        """What intake does by itself from time to time."""
        return chores_of(self.unfinished)

    def surveys(self) -> list[Survey]:
        """Every survey in its newest version, by slug. Raises StorageAway."""
        return list_surveys(reading=self.desk.open_reading())

    def ledger(self) -> list[Ledger]:
        """Each survey's responses by state, by slug. Raises StorageAway."""
        return read_ledger(reading=self.desk.open_reading())

    def publish_survey_file(self, path: Path) -> Published:
        """Publish the survey in a YAML file. Raises InvalidSurvey naming file, question and rule; StorageAway."""
        return publish_survey(read_survey_file(path), uow=self.desk.open_unit(), clock=self.clock)

    def web_app(self, identity: Guard) -> Flask:
        """The Flask application: form, API, its documentation, health and metrics. Raises AssetMissing."""
        settings = self.settings
        app = create_app(
            "services.intake",
            WebSettings(
                secret_key=settings.secret_key,
                trusted_proxies=settings.trusted_proxies,
                max_body_bytes=_MAX_BODY_BYTES,
                https_only=settings.https_only,
                demo_surveys=settings.demo_surveys,
            ),
            parts=["shared.identity"],
        )
        install_desk(app, self.desk)
        install_gate(app, self.gate)
        install_problems(app)
        install_metrics(app, self.service.value)
        build_api(app, DOCS).register_blueprint(api)
        app.register_blueprint(form.pages)
        app.register_blueprint(offline.pages)
        app.register_blueprint(receipt_entry.entry)
        app.register_blueprint(receipts.pages)
        app.register_blueprint(invitations.pages)
        app.register_blueprint(no_reminders.pages)
        install_paper(app, self.paper)
        install_apart(app, self.unfinished)
        install_surveys(app, self.drafting)
        checks, advisory = {"database": self.database.check}, {"messages": self.backlog.check}
        health = Health(self.service.value, checks, advisory, multiprocess_dir=settings.metrics_directory)
        app.register_blueprint(health_blueprint(health))
        identity.install(app, with_pages=False)
        return app

    def open_post(self) -> SmtpPost:
        """The post by which letters go out, not connected yet."""
        settings = self.settings
        account = SmtpAccount(
            host=settings.smtp_host,
            port=settings.smtp_port,
            sender=settings.smtp_from,
            security=settings.smtp_security,
            user=settings.smtp_user,
            password=settings.smtp_password,
        )
        return SmtpPost(account)

    def close(self) -> None:
        """Give the database's connections back."""
        self.database.close()


def open_service(data: Path) -> Intake:
    """Intake as the environment sets it up."""
    return build_intake(read_settings(data))


def build_intake(settings: Settings, *, clock: Clock | None = None) -> Intake:
    """Wire intake; opens no connection yet. Tests give a clock of their own."""
    return Intake(settings, clock or SystemClock())
