"""The settings of reports come from the environment, and what is wrong is listed at once."""

from pathlib import Path

import pytest
from environs import EnvValidationError

from services.reports.config import read_settings


def test_without_a_word_everything_stands_in_the_data_directory(tmp_path: Path) -> None:
    settings = read_settings(tmp_path)
    assert settings.database == f"sqlite:///{tmp_path}/reports.db"
    assert settings.secret_key == (tmp_path / "secret.key").read_text()
    assert settings.demo_surveys == frozenset()
    assert settings.smallest_group == 5
    assert settings.secret_key not in repr(settings)


def test_the_environment_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADBORTH_DATA", str(tmp_path))
    monkeypatch.setenv("ADBORTH_REPORTS_DATABASE_URL", "postgresql://db/adborth")
    monkeypatch.setenv("ADBORTH_SECRET_KEY", "of our own")
    monkeypatch.setenv("ADBORTH_DEMO_SURVEYS", "journey,learning")
    settings = read_settings()
    assert (settings.data, settings.database, settings.secret_key) == (
        tmp_path,
        "postgresql://db/adborth",
        "of our own",
    )
    assert settings.demo_surveys == {"journey", "learning"}


def test_everything_wrong_is_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADBORTH_HTTPS_ONLY", "perhaps")
    monkeypatch.setenv("ADBORTH_TRUSTED_PROXIES", "some")
    monkeypatch.setenv("ADBORTH_SMALLEST_GROUP", "2")
    with pytest.raises(EnvValidationError) as caught:
        read_settings(tmp_path)
    assert set(caught.value.error_messages) == {
        "ADBORTH_HTTPS_ONLY",
        "ADBORTH_TRUSTED_PROXIES",
        "ADBORTH_SMALLEST_GROUP",
    }
