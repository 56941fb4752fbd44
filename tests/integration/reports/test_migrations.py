"""The migrations of reports lead there, back and there again, and nothing is left to do."""

import random
from pathlib import Path

import pytest
from sqlalchemy import inspect, select

from services.reports.adapters import tables
from services.reports.adapters.aspect_tables import spoken_answers
from services.reports.config import Settings
from services.reports.main import build_reports
from tests.support.reports.making import SMALL_CODEBOOK, withdrawn
from tests.support.reports.models import SqlModel, recounted, sql_model
from tests.support.reports.stories import random_story


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_up_down_up_leaves_no_difference(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    sqlite = f"sqlite:///{tmp_path}/reports.db"
    url = sqlite if kind == "sqlite" else str(request.getfixturevalue("postgres"))
    reports = build_reports(Settings(data=tmp_path, database=url, secret_key="k" * 32))
    reports.migrations.upgrade()
    reports.migrations.downgrade()
    assert set(inspect(reports.database.engine).get_table_names()) <= {"alembic_version"}
    reports.migrations.upgrade()
    assert not reports.migrations.pending()
    assert reports.migrations.difference(reports.metadata) == []
    reports.close()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_what_was_there_before_figures_by_attribute_is_in_them(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    sqlite = f"sqlite:///{tmp_path}/reports.db"
    model = sql_model(sqlite if kind == "sqlite" else str(request.getfixturevalue("postgres")), tmp_path)
    model.know(SMALL_CODEBOOK)
    for batch in random_story(random.Random(5), batches=12):
        model.tell(*batch)
    migrations = model.reports.migrations
    migrations._run(lambda revision, _: migrations._scripts._downgrade_revs("0001", revision))
    migrations.upgrade()
    assert model.figures() == recounted(model)
    assert any(key.group.attribute == "language" for key in model.figures()["sums"])
    model.tell(*(withdrawn(f"r{n}", survey) for n in range(10) for survey in ("journey", "learning")))
    assert not any(model.figures().values())
    model.reports.close()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_what_was_noticed_before_it_was_counted_is_in_the_figures_and_can_be_sought(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    sqlite = f"sqlite:///{tmp_path}/reports.db"
    model = sql_model(sqlite if kind == "sqlite" else str(request.getfixturevalue("postgres")), tmp_path)
    model.know(SMALL_CODEBOOK)
    for batch in random_story(random.Random(7), batches=12):
        model.tell(*batch)
    figures, words = model.figures(), _spoken(model)
    migrations = model.reports.migrations
    migrations._run(lambda revision, _: migrations._scripts._downgrade_revs("0005", revision))
    migrations.upgrade()
    assert model.figures() == figures == recounted(model)
    assert {key.group.attribute for key in figures["aspects"]} == {"facet", "tone", "together", "day", "hour"}
    assert _spoken(model) == words
    model.reports.close()


def _spoken(model: SqlModel) -> set[tuple[object, ...]]:
    """Everything that a search looks through, but for the numbers of rows."""
    with model.reports.database.read() as connection:
        return {tuple(row)[1:] for row in connection.execute(select(spoken_answers))}


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_what_was_coded_before_is_what_a_model_said(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    sqlite = f"sqlite:///{tmp_path}/reports.db"
    model = sql_model(sqlite if kind == "sqlite" else str(request.getfixturevalue("postgres")), tmp_path)
    model.know(SMALL_CODEBOOK)
    for batch in random_story(random.Random(6), batches=8):
        model.tell(*batch)
    before = _said(model)
    migrations = model.reports.migrations
    migrations._run(lambda revision, _: migrations._scripts._downgrade_revs("0002", revision))
    migrations.upgrade()
    assert any(codings for _, codings in before.values())
    assert _said(model) == before
    model.reports.close()


def _said(model: SqlModel) -> dict[tuple[str, str], tuple[str, list[dict[str, object]]]]:
    """What the model said under each question where it gave a code."""
    answer = tables.answers.c
    with model.reports.database.read() as connection:
        rows = connection.execute(select(answer.response_id, answer.question, answer.model, answer.machine))
        return {(row.response_id, row.question): (row.model, row.machine) for row in rows if row.machine}
