"""Intake's web application on a database of its own, and a survey to answer."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from services.intake.application.publish_survey import publish_survey
from services.intake.main import Intake
from tests.support.fakes_intake import FakeClock
from tests.support.intake import NobodySignedIn, opened_intake
from tests.support.surveys import a_survey


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def intake(tmp_path: Path, clock: FakeClock) -> Iterator[Intake]:
    with opened_intake(f"sqlite:///{tmp_path}/intake.db", clock) as made:
        publish_survey(a_survey(), uow=made.desk.open_unit(), clock=clock)
        yield made


@pytest.fixture
def app(intake: Intake) -> Flask:
    return intake.web_app(NobodySignedIn())


@pytest.fixture
def client(app: Flask):
    return app.test_client()
