"""The composition root of analysis: the only place that opens its database and loads its models."""

import gc
from collections.abc import Mapping
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Final

from flask import Flask

from services.analysis.adapters.claims import SqlClaims
from services.analysis.adapters.generative.budget import Budget
from services.analysis.adapters.generative.chat import Chat
from services.analysis.adapters.generative.connection import Connection, Endpoint
from services.analysis.adapters.generative.errors import SecondCoderOff
from services.analysis.adapters.generative.file_cache import FileCache
from services.analysis.adapters.generative.generative_coder import GenerativeCoder
from services.analysis.adapters.repository import AnalysisUnit
from services.analysis.adapters.tables import delivery, metadata
from services.analysis.application.coder import Coder
from services.analysis.application.coder_lookup import CoderLookup
from services.analysis.application.trainer import Trainer
from services.analysis.application.work_desk import FindThemes, WorkDesk
from services.analysis.config import Settings, read_settings
from services.analysis.domain.noticed import Notice
from services.analysis.entrypoints.background import working
from services.analysis.entrypoints.messages import MessageHandler
from shared.codebooks.codebook import Codebook
from shared.codebooks.loading import builtin_names
from shared.contracts.clock import Clock, SystemClock
from shared.contracts.names import Service
from shared.database.engine import Database
from shared.database.migrate import Migrations
from shared.outbox.backlog import Backlog
from shared.outbox.consumer import MessageConsumer
from shared.outbox.worker import Loop
from shared.web.health import Health, health_app

MIGRATIONS: Final = "services.analysis.migrations"
SUGGESTIONS: Final = "second-coder"  # the folder in the data directory that holds the second coder's cache


class Analysis:
    """Analysis as processes see it; nothing is opened or loaded before it is asked for."""

    service = Service.ANALYSIS
    metadata = metadata
    delivery = delivery

    def __init__(self, settings: Settings, clock: Clock, coders: Mapping[str, Coder] | None = None) -> None:
        self._settings = settings
        self.clock = clock
        self._given = coders
        self.database = Database(settings.database, schema="analysis")
        self.backlog = Backlog(self.database, delivery, clock)
        self.migrations = Migrations(self.database, MIGRATIONS)

    def open_unit(self) -> AnalysisUnit:
        """A transaction of analysis."""
        return AnalysisUnit(self.database, self.clock)

    @cached_property
    def coders(self) -> Mapping[str, Coder]:
        """A coder for each built-in codebook; raises ArtefactMissing when a model was not made."""
        if self._given is not None:
            return self._given
        coders = {name: _coder(name, self._settings) for name in builtin_names()}
        gc.freeze()  # models stay as long as the process: nobody need go through them in search of garbage
        return coders

    @cached_property
    def lookup(self) -> CoderLookup:
        """The coders that hold now, also of what teams wrote and adopted."""
        trainer: Trainer = import_module("services.analysis.engine.trainer").EngineTrainer(self._settings.model)
        return CoderLookup(self.coders, trainer, self.clock)

    @cached_property
    def desk(self) -> WorkDesk:
        """What the work beside the messages needs."""
        find: FindThemes = import_module("services.analysis.engine.discovery.telling").themes_beside
        return WorkDesk(self.open_unit, self.lookup, _notice(), find, SqlClaims(self.database), self.clock)

    @property
    def chores(self) -> Mapping[str, Loop]:
        """The loops, by name: codings anew and discoveries, beside the messages."""
        return {"work on codings": working(self.desk)}

    @cached_property
    def consumer(self) -> MessageConsumer[AnalysisUnit]:
        """Handles the messages that analysis hears."""
        handler = MessageHandler(self.lookup, _notice(), self.clock)
        return MessageConsumer(self.service, self.open_unit, handler, self.clock)

    def coded(self) -> dict[str, set[str]]:
        """The ids of the coded responses by survey."""
        with self.open_unit() as unit:
            return unit.responses.ids()

    def parked(self) -> set[str]:
        """The ids of the responses that could not be handled."""
        with self.open_unit() as unit:
            return unit.parked.subjects()

    def web_app(self, _identity: object) -> Flask:
        """Health and metrics: analysis shows no pages."""
        checks, advisory = {"database": self.database.check}, {"messages": self.backlog.check}
        directory = self._settings.metrics_directory
        return health_app(Health(self.service.value, checks, advisory, multiprocess_dir=directory))

    def close(self) -> None:
        """Give the database's connections back."""
        self.database.close()


def _coder(name: str, settings: Settings) -> Coder:
    # Imported by name: the engine's libraries take two seconds to load, which a command that only counts
    # or migrates need not spend.
    coder: Coder = import_module("services.analysis.engine.built_in").built_in_coder(name, settings.model)
    return coder


def _notice() -> Notice:
    notice: Notice = import_module("services.analysis.engine.noticing").notice
    return notice


def open_service(data: Path) -> Analysis:
    """Analysis as the environment sets it up."""
    return build_analysis(read_settings(data))


def build_analysis(
    settings: Settings, *, clock: Clock | None = None, coders: Mapping[str, Coder] | None = None
) -> Analysis:
    """Wire analysis; tests give coders of their own."""
    return Analysis(settings, clock or SystemClock(), coders)


def build_second_coder(settings: Settings, codebook: Codebook) -> GenerativeCoder:
    """The coder that suggests, with the budget of one run; raises SecondCoderOff where none is set up, as usual."""
    if not settings.second_coder_url or not settings.second_coder_model:
        raise SecondCoderOff
    endpoint = Endpoint(
        url=settings.second_coder_url, key=settings.second_coder_key, timeout=settings.second_coder_timeout
    )
    budget = Budget(requests=settings.second_coder_requests, tokens=settings.second_coder_tokens)
    chat = Chat(Connection(endpoint), settings.second_coder_model, budget, clock=SystemClock())
    return GenerativeCoder(codebook, settings.second_coder_model, chat, FileCache(settings.data / SUGGESTIONS))
