"""Wires the work on codebooks: what its use cases, pages and its chore are given."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from flask import Flask

from services.reports.adapters.codebook_bodies import CheckedBodies
from services.reports.adapters.codebook_shelf import SqlCodebookShelf
from services.reports.adapters.recodings import SqlRecodings
from services.reports.adapters.unit import ReportsUnit
from services.reports.application.codebook_ports import CodebookDesk
from services.reports.application.recoding_ports import RecodingDesk
from services.reports.entrypoints.codebook_api import codebook_api
from services.reports.entrypoints.codebook_routes import install_codebooks
from shared.contracts.clock import Clock
from shared.database.engine import Database
from shared.web.api import Api


def recoding_desk(database: Database, open_unit: Callable[[], ReportsUnit], clock: Clock) -> RecodingDesk:
    """What the use cases of codebooks, of codings anew and of discoveries work with."""

    @contextmanager
    def shelf() -> Iterator[SqlCodebookShelf]:
        with database.read() as connection:
            yield SqlCodebookShelf(connection)

    @contextmanager
    def recodings() -> Iterator[SqlRecodings]:
        with database.read() as connection:
            yield SqlRecodings(connection)

    codebooks = CodebookDesk(open_unit, shelf, CheckedBodies(), clock)
    return RecodingDesk(codebooks, open_unit, recodings, lambda: str(uuid.uuid4()))


def serve_codebooks(app: Flask, api: Api, desk: RecodingDesk) -> None:
    """Give the application the pages of codebooks and their API."""
    install_codebooks(app, desk)
    api.register_blueprint(codebook_api)
