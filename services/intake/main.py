"""The composition root of intake: the only place that opens its database and builds its web application."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Final

from flask import Flask

from services.intake.adapters.outages import telling_outages
from services.intake.adapters.receipt_keys import fill_receipt_keys
from services.intake.adapters.survey_files import SAMPLE, BuiltInTemplates, builtin_survey_file, read_survey_file
from services.intake.adapters.tables import DELIVERY, METADATA
from services.intake.adapters.unit_of_work import SqlUnitOfWork
from services.intake.application.desk import Desk
from services.intake.application.gate import Gate
from services.intake.application.list_surveys import list_surveys
from services.intake.application.publish_survey import Published, publish_survey
from services.intake.application.read_ledger import read_ledger
from services.intake.config import Settings, read_settings
from services.intake.domain.ledger import Ledger
from services.intake.domain.surveys import Survey
from services.intake.entrypoints.answer_chores import answer_chores
from services.intake.entrypoints.chores import chores_of
from services.intake.entrypoints.delivery_chores import delivery_chores
from services.intake.entrypoints.import_chores import import_chores
from services.intake.entrypoints.introductions import introduction_chores
from services.intake.entrypoints.messages import handle
from services.intake.main_desks import Desks
from services.intake.main_introductions import introduction_desk
from services.intake.main_web import Guard, build_web
from shared.contracts.clock import Clock, SystemClock
from shared.contracts.names import Service
from shared.database.engine import Database
from shared.database.migrate import Migrations
from shared.outbox.backlog import Backlog
from shared.outbox.consumer import MessageConsumer
from shared.outbox.worker import Loop
from shared.post.smtp_post import SmtpPost

MIGRATIONS: Final = "services.intake.migrations"


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
        self.desks = Desks(self.database, clock, settings.secret_key)
        self.introducing = introduction_desk(self.desks, settings, self.database, clock)
        self.paper = self.desks.paper
        self.unfinished = self.desks.unfinished
        self.drafting = self.desks.drafting
        self.importing = self.desks.importing
        self.connecting = self.desks.connecting

    @property
    def desk(self) -> Desk:
        """What takes cards in."""
        return self.desks.desk

    @desk.setter
    def desk(self, desk: Desk) -> None:
        self.desks.desk = desk

    @property
    def gate(self) -> Gate:
        """What judges who may send a card."""
        return self.desks.gate

    @gate.setter
    def gate(self, gate: Gate) -> None:
        self.desks.gate = gate

    def open_unit(self) -> SqlUnitOfWork:
        """A transaction of intake, with inbox and parked."""
        return SqlUnitOfWork(self.database, self.clock, self.desks.known, self.desks.receipts)

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
            fill_receipt_keys(self.database, self.desks.receipts)
        if SAMPLE not in {survey.slug for survey in self.surveys()}:
            self.publish_survey_file(builtin_survey_file(SAMPLE))

    @property
    def chores(self) -> Mapping[str, Loop]:
        """What intake does by itself from time to time."""
        of_letters = introduction_chores(self.introducing)
        of_answers = answer_chores(self.desks.answering)
        of_files = {**delivery_chores(self.connecting), **import_chores(self.importing)}
        return {**chores_of(self.unfinished), **of_files, **of_letters, **of_answers}

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
        checks, advisory = {"database": self.database.check}, {"messages": self.backlog.check}
        return build_web(self.desks, self.introducing, self.settings, identity, (checks, advisory))

    def open_post(self) -> SmtpPost:
        """The post by which letters go out, not connected yet."""
        return SmtpPost(self.settings.account())

    def close(self) -> None:
        """Give the database's connections back."""
        self.database.close()


def open_service(data: Path) -> Intake:
    """Intake as the environment sets it up."""
    return build_intake(read_settings(data))


def build_intake(settings: Settings, *, clock: Clock | None = None) -> Intake:
    """Wire intake; opens no connection yet. Tests give a clock of their own."""
    return Intake(settings, clock or SystemClock())
