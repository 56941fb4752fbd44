"""The second coder is off unless somebody says where it is, and wrong settings are named."""

import pytest
from environs import EnvValidationError

from services.analysis.adapters.generative.errors import SecondCoderOff
from services.analysis.config import read_settings
from services.analysis.main import build_second_coder

PREFIX = "ADBORTH_SECOND_CODER_"


@pytest.fixture(autouse=True)
def _clean(monkeypatch) -> None:
    for name in ("URL", "MODEL", "KEY", "TIMEOUT", "REQUESTS", "TOKENS"):
        monkeypatch.delenv(PREFIX + name, raising=False)


def test_it_is_off_by_default_and_says_how_to_switch_it_on(tmp_path, small_codebook) -> None:
    settings = read_settings(tmp_path)
    assert settings.second_coder_url is None
    with pytest.raises(SecondCoderOff) as caught:
        build_second_coder(settings, small_codebook)
    assert PREFIX + "URL" in str(caught.value)


def test_address_and_model_switch_it_on(tmp_path, small_codebook, monkeypatch) -> None:
    monkeypatch.setenv(PREFIX + "URL", "http://127.0.0.1:1/v1")
    monkeypatch.setenv(PREFIX + "MODEL", "smol")
    monkeypatch.setenv(PREFIX + "KEY", "s3cret")
    settings = read_settings(tmp_path)
    assert "s3cret" not in repr(settings)
    assert build_second_coder(settings, small_codebook).model.startswith("suggested-smol-")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("URL", "ftp://example.org"),
        ("URL", "example.org/v1"),
        ("URL", "http://"),
        ("URL", "http://[::1"),
        ("URL", "https://me:pw@example.org/v1"),
        ("URL", "https://example.org/v1?key=pw"),
        ("MODEL", ""),
        ("KEY", "two\nlines"),
        ("KEY", "ŵ"),
        ("TIMEOUT", "0"),
        ("REQUESTS", "-1"),
        ("TOKENS", "many"),
    ],
)
def test_a_wrong_setting_is_named_and_its_value_is_not_repeated(tmp_path, monkeypatch, name: str, value: str) -> None:
    monkeypatch.setenv(PREFIX + "URL", "http://127.0.0.1:1/v1")
    monkeypatch.setenv(PREFIX + "MODEL", "smol")
    monkeypatch.setenv(PREFIX + name, value)
    with pytest.raises(EnvValidationError) as caught:
        read_settings(tmp_path)
    assert list(caught.value.error_messages) == [PREFIX + name]
    assert "pw" not in str(caught.value)


def test_an_address_needs_a_model(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv(PREFIX + "URL", "http://127.0.0.1:1/v1")
    with pytest.raises(EnvValidationError):
        read_settings(tmp_path)
