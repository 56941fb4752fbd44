"""Intake on a real database, as tests open it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask

from services.intake.config import Settings
from services.intake.main import Intake, build_intake
from shared.contracts.clock import Clock
from shared.identity.access import install_access
from shared.identity.domain.roles import Caller


class NobodySignedIn:
    """Guards routes as identity does, where nobody ever signed in."""

    def identify(self, asked: object) -> Caller | None:
        return None

    def install(self, app: Flask, *, with_pages: bool) -> None:
        install_access(app, self)


@contextmanager
def opened_intake(url: str, clock: Clock | None = None) -> Iterator[Intake]:
    """Intake with its tables in the database at `url`."""
    intake = build_intake(Settings(data=Path(), database=url, secret_key="a secret for tests"), clock=clock)
    intake.migrations.upgrade()
    yield intake
    intake.close()
