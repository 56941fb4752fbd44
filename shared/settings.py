"""What the settings of all services have in common: the data directory, its secret and its databases."""

import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from environs import Env

DATA_DIRECTORY = "var"
BROKER_SETTING = "ADBORTH_BROKER_URLS"

_METRICS = "where the processes of one web count together; `adborth web` sets it"
_KEY = "makes receipts and guards forms, the same for all processes; made in the data directory if not set"
_PER_MINUTE = "how many requests to the API a token may make in a minute, in each process; 0 for any number"
_DEMO = "slugs, by commas, of surveys whose report is open to everyone"


def setting(env: str, about: str) -> dict[str, str]:
    """The metadata of a setting: its variable and what it means, from which the docs page is written."""
    return {"env": env, "about": about}


@dataclass(frozen=True, kw_only=True)
class ServiceSettings:
    """What every service is told. The description of each setting stands beside it."""

    data: Path = field(metadata=setting("ADBORTH_DATA", "the data directory"))
    metrics_directory: str | None = field(default=None, metadata=setting("PROMETHEUS_MULTIPROC_DIR", _METRICS))


@dataclass(frozen=True, kw_only=True)
class PageSettings(ServiceSettings):
    """What a service with pages is told besides."""

    secret_key: str = field(repr=False, metadata=setting("ADBORTH_SECRET_KEY", _KEY))
    trusted_proxies: int = field(
        default=0, metadata=setting("ADBORTH_TRUSTED_PROXIES", "how many proxies in front set X-Forwarded-*")
    )
    https_only: bool = field(
        default=False,
        metadata=setting("ADBORTH_HTTPS_ONLY", "whether browsers reach this by https only, as they should"),
    )
    api_per_minute: int = field(default=1_200, metadata=setting("ADBORTH_API_PER_MINUTE", _PER_MINUTE))
    demo_surveys: frozenset[str] = field(default=frozenset(), metadata=setting("ADBORTH_DEMO_SURVEYS", _DEMO))


def read_service(env: Env, data: Path | None) -> dict[str, Any]:
    """The values of ServiceSettings by name; `data` (from the command line) wins over the environment."""
    return {
        "data": data or env.path("ADBORTH_DATA", Path(DATA_DIRECTORY)),
        "metrics_directory": env.str("PROMETHEUS_MULTIPROC_DIR", None),
    }


def read_pages(env: Env, data: Path | None) -> dict[str, Any]:
    """The values of PageSettings by name; see `read_service`."""
    common = read_service(env, data)
    return common | {
        "secret_key": env.str("ADBORTH_SECRET_KEY", None) or data_dir_secret(common["data"]),
        "trusted_proxies": env.int("ADBORTH_TRUSTED_PROXIES", 0),
        "https_only": env.bool("ADBORTH_HTTPS_ONLY", False),
        "api_per_minute": env.int("ADBORTH_API_PER_MINUTE", 1_200),
        "demo_surveys": frozenset(env.list("ADBORTH_DEMO_SURVEYS", [])),
    }


def broker_urls() -> str | None:
    """RabbitMQ's nodes, separated by commas; None where the embedded broker does their work."""
    found: str | None = Env().str(BROKER_SETTING, None)
    return found


def database_url(data: Path, service: str, given: str | None) -> str:
    """The address that was given, else a SQLite file of the service's name in the data directory."""
    return given or f"sqlite:///{data.resolve()}/{service}.db"


def data_dir_secret(data: Path) -> str:
    """The secret of this installation (64 hex digits), made at the first call and kept in `secret.key`, mode 0600.

    Two processes that start together agree: the file is made under another name and linked into place once.
    """
    path = data / "secret.key"
    if not path.exists():
        data.mkdir(parents=True, exist_ok=True)
        draft = data / f".secret.{os.getpid()}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_hex(32))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text()
