"""What the settings of all services have in common: the data directory, its secret and its databases."""

import os
import secrets
from pathlib import Path

from environs import Env

DATA_DIRECTORY = "var"
BROKER_SETTING = "ADBORTH_BROKER_URLS"


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
