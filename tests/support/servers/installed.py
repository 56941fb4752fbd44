"""Where Debian puts the servers, and a clear failure when one is missing: no test is skipped silently."""

import os
from pathlib import Path

RABBITMQ_BIN = Path(os.environ.get("ADBORTH_TEST_RABBITMQ_BIN", "/usr/lib/rabbitmq/bin"))
CHROMIUM = Path(os.environ.get("ADBORTH_TEST_CHROMIUM", "/usr/bin/chromium"))
NGINX = Path(os.environ.get("ADBORTH_TEST_NGINX", "/usr/sbin/nginx"))
_POSTGRESQL = Path("/usr/lib/postgresql")


class NotInstalled(RuntimeError):
    """A server that the tests need is not on this machine."""

    def __init__(self, package: str, looked_at: Path) -> None:
        super().__init__(f"{looked_at} is missing: `make test` installs the Debian package {package} (as root)")


def rabbitmq_bin() -> Path:
    """Give the folder of RabbitMQ's own scripts. Raises NotInstalled."""
    return _existing(RABBITMQ_BIN / "rabbitmq-server", "rabbitmq-server").parent


def postgresql_bin() -> Path:
    """Give the folder of the newest PostgreSQL's programs. Raises NotInstalled."""
    if chosen := os.environ.get("ADBORTH_TEST_POSTGRESQL_BIN"):
        return _existing(Path(chosen) / "postgres", "postgresql").parent
    found = sorted(_POSTGRESQL.glob("*/bin/postgres"), key=lambda program: int(program.parts[-3]))
    if not found:
        raise NotInstalled("postgresql", _POSTGRESQL)
    return found[-1].parent


def chromium() -> Path:
    """Give the browser for Playwright's `executable_path`. Raises NotInstalled."""
    return _existing(CHROMIUM, "chromium")


def nginx() -> Path:
    """Give the nginx program. Raises NotInstalled."""
    return _existing(NGINX, "nginx-light")


def _existing(path: Path, package: str) -> Path:
    if not path.exists():
        raise NotInstalled(package, path)
    return path
