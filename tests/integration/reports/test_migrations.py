"""The migrations of reports lead there, back and there again, and nothing is left to do."""

from pathlib import Path

import pytest
from sqlalchemy import inspect

from services.reports.config import Settings
from services.reports.main import build_reports


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
