"""Wires introductions: what their pages are given."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from flask import Flask

from services.reports.adapters.introductions import SqlIntroductions
from services.reports.adapters.unit import ReportsUnit
from services.reports.application.introduction_ports import IntroducingDesk
from services.reports.entrypoints.introducing_routes import install_introducing
from shared.contracts.clock import Clock
from shared.database.engine import Database


def introducing_desk(
    database: Database, open_unit: Callable[[], ReportsUnit], clock: Clock, smallest_group: int
) -> IntroducingDesk:
    """What introducing works with."""

    @contextmanager
    def reading() -> Iterator[SqlIntroductions]:
        with database.read() as connection:
            yield SqlIntroductions(connection)

    return IntroducingDesk(open_unit, reading, clock, lambda: str(uuid.uuid4()), smallest_group)


def serve_introductions(app: Flask, desk: IntroducingDesk) -> None:
    """Give the application the pages of introductions."""
    install_introducing(app, desk)
