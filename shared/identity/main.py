"""The composition root of identity: the only place that opens its database and makes its hasher."""

import uuid
from pathlib import Path
from typing import Final

from flask import Flask
from werkzeug.wrappers import Request

from shared.contracts.clock import Clock, SystemClock
from shared.database.engine import Database
from shared.database.migrate import Migrations
from shared.identity.access import install_access
from shared.identity.adapters.passwords import Argon2Hasher
from shared.identity.adapters.store import SqlStore
from shared.identity.adapters.trail import LogTrail
from shared.identity.application.desk import Desk
from shared.identity.application.ports import Hasher
from shared.identity.application.set_up import make_owner_link
from shared.identity.config import Settings, read_settings
from shared.identity.domain.roles import Caller
from shared.identity.entrypoints.identifying import caller_of
from shared.identity.entrypoints.installing import install_pages

__all__ = ["MIGRATIONS", "Identity", "Settings", "build_identity", "open_identity", "set_up_path"]

MIGRATIONS: Final = "shared.identity.migrations"


class Identity:
    """Identity as the services see it: who calls, and the pages about people and their rights."""

    def __init__(self, desk: Desk, database: Database) -> None:
        self.desk = desk
        self.database = database

    def migrate(self) -> None:
        """Bring the tables to their newest form."""
        Migrations(self.database, MIGRATIONS).upgrade()

    def identify(self, asked: Request) -> Caller | None:
        """The caller that a request proves, None without a proof or with one that no longer holds."""
        return caller_of(asked, self.desk)

    def install(self, app: Flask, *, with_pages: bool) -> None:
        """Guard an application of ``shared.web.app.create_app``, once all its routes are registered.

        ``with_pages`` for the one service that shows the pages of identity; it is created with
        ``parts=["shared.identity"]``. Raises UndeclaredAccess.
        """
        install_pages(app, self.desk, with_pages=with_pages)
        install_access(app, self)

    def setup_link(self) -> str | None:
        """The path of a fresh one-time link for the first owner; None when the team has an owner."""
        secret = self.desk.told(make_owner_link(self.desk))
        return set_up_path(secret) if secret else None

    def close(self) -> None:
        """Give the database's connections back."""
        self.database.close()


def set_up_path(secret: str) -> str:
    """The path of the page behind a set-up link's secret."""
    return f"/set-up/{secret}"


def build_identity(settings: Settings, *, clock: Clock | None = None, hasher: Hasher | None = None) -> Identity:
    """Wire identity; opens no connection yet. Tests give a clock they can move and a hasher that is quick."""
    database = Database(settings.database_url, settings.schema)
    desk = Desk(
        store=SqlStore(database),
        hasher=hasher or Argon2Hasher(),
        clock=clock or SystemClock(),
        trail=LogTrail(),
        new_id=lambda: str(uuid.uuid4()),
        key=settings.secret_key,
    )
    return Identity(desk, database)


def open_identity(data: Path | None = None) -> Identity:
    """Identity as the environment sets it, else in the data directory; raises environs.EnvValidationError."""
    return build_identity(read_settings(data))
