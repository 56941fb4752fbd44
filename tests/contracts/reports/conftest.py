"""The read models that the suites of reports run on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.reports.models import MemoryModel, Model, SqlModel, sql_model


@pytest.fixture
def sql(request: pytest.FixtureRequest, tmp_path: Path, database_url: str) -> Iterator[SqlModel]:
    """A migrated read model in SQL."""
    made = sql_model(database_url, tmp_path)
    yield made
    made.reports.close()


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def model(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Model]:
    """A read model of each kind."""
    if request.param == "memory":
        yield MemoryModel()
        return
    sqlite = f"sqlite:///{tmp_path}/reports.db"
    url = sqlite if request.param == "sqlite" else str(request.getfixturevalue("postgres"))
    made = sql_model(url, tmp_path)
    yield made
    made.reports.close()
