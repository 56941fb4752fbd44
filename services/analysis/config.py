"""The settings of analysis, read from the environment once, by main."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from environs import Env, ValidationError, validate

from shared.settings import ServiceSettings, database_url, read_service, setting

_DATABASE = setting("ADBORTH_ANALYSIS_DATABASE_URL", "analysis' own database")
_MODEL = setting("ADBORTH_MODEL", "the model of the built-in codebook; made by `adborth train`")

_URL = setting(
    "ADBORTH_SECOND_CODER_URL", "a chat endpoint like OpenAI's, up to `/v1`, for suggestions; off if not set"
)
_NAME = setting("ADBORTH_SECOND_CODER_MODEL", "the generative model wanted there; needed with the address")
_KEY = setting("ADBORTH_SECOND_CODER_KEY", "the API key wanted there")
_TIMEOUT = setting("ADBORTH_SECOND_CODER_TIMEOUT", "seconds that one request to it may take")
_REQUESTS = setting("ADBORTH_SECOND_CODER_REQUESTS", "the most requests to it in one run")
_TOKENS = setting("ADBORTH_SECOND_CODER_TOKENS", "the most tokens, in and out, in one run")
_AT_LEAST_ONE = validate.Range(min=1)


@dataclass(frozen=True, kw_only=True)
class SecondCoderSettings:
    """What can be set about the second coder; without an address there is none."""

    second_coder_url: str | None = field(default=None, metadata=_URL)
    second_coder_model: str | None = field(default=None, metadata=_NAME)
    second_coder_key: str | None = field(default=None, repr=False, metadata=_KEY)
    second_coder_timeout: int = field(default=60, metadata=_TIMEOUT)
    second_coder_requests: int = field(default=1_000, metadata=_REQUESTS)
    second_coder_tokens: int = field(default=2_000_000, metadata=_TOKENS)


@dataclass(frozen=True, kw_only=True)
class Settings(ServiceSettings, SecondCoderSettings):
    """What can be set; the docs page is written from the descriptions."""

    database: str = field(metadata=_DATABASE)
    model: Path | None = field(default=None, metadata=_MODEL)


def read_settings(data: Path | None = None) -> Settings:
    """The settings in the environment; `data` (from the command line) wins over ADBORTH_DATA.

    Raises environs.EnvValidationError listing everything that is wrong.
    """
    env = Env(eager=False)
    given = env.str(_DATABASE["env"], None)
    model = env.str(_MODEL["env"], None)
    common = read_service(env, data) | _second_coder(env)
    env.seal()
    return Settings(
        database=database_url(common["data"], "analysis", given), model=Path(model) if model else None, **common
    )


def _second_coder(env: Env) -> dict[str, Any]:
    unset = SecondCoderSettings()
    url = env.str(_URL["env"], "", validate=_check_address) or None
    return {
        "second_coder_url": url,
        "second_coder_model": env.str(_NAME["env"], validate=validate.Length(min=1)) if url else None,
        "second_coder_key": env.str(_KEY["env"], "", validate=_check_key) or None,
        "second_coder_timeout": env.int(_TIMEOUT["env"], unset.second_coder_timeout, validate=_AT_LEAST_ONE),
        "second_coder_requests": env.int(_REQUESTS["env"], unset.second_coder_requests, validate=_AT_LEAST_ONE),
        "second_coder_tokens": env.int(_TOKENS["env"], unset.second_coder_tokens, validate=_AT_LEAST_ONE),
    }


def _check_address(given: str) -> None:
    try:
        parts = urlsplit(given)
    except ValueError as error:
        raise ValidationError("is no address") from error
    if given and (parts.scheme not in {"http", "https"} or not parts.hostname):
        raise ValidationError("must be an address that starts with http:// or https://")
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise ValidationError("must hold no name, password, query or fragment; the key has a setting of its own")


def _check_key(given: str) -> None:
    if not (given.isascii() and given.isprintable()):
        raise ValidationError("must be printable ASCII")
