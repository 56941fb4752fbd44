"""The read models that the suites of reports run on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.outside import certificate_in
from tests.support.reports.making import SMALL_CODEBOOK, published
from tests.support.reports.models import MemoryModel, Model, SqlModel, sql_model
from tests.support.reports.publishing import others, quotable
from tests.support.reports.publishing_desks import MemoryOffice, Office, sql_office
from tests.support.reports.telling_bench import Bench, telling_bench


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


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    """A survey that nine people answered, one of whom permits quoting."""
    if request.param == "memory":
        made: Office = MemoryOffice()
        made.unit.codebooks.keep(SMALL_CODEBOOK)
        made.tell(published(), *others(), quotable())
        yield made
        return
    sqlite = f"sqlite:///{tmp_path}/reports.db"
    url = sqlite if request.param == "sqlite" else str(request.getfixturevalue("postgres"))
    sql = sql_office(url, tmp_path)
    sql.model.know(SMALL_CODEBOOK)
    sql.tell(published(), *others(), quotable())
    yield sql
    sql.model.reports.close()


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the server outside shows."""
    return certificate_in(tmp_path_factory.mktemp("outside"))


@pytest.fixture
def bench(sql: SqlModel, certificate: Path) -> Iterator[Bench]:
    """A desk that tells others."""
    with telling_bench(sql, certificate) as made:
        yield made
