"""What an installation may set about identity, read in one place."""

from dataclasses import dataclass, field
from pathlib import Path

from environs import Env


@dataclass(frozen=True)
class Settings:
    """``database_url`` is an SQLAlchemy address and ``schema`` the PostgreSQL schema beside the services' own.

    ``secret_key`` blinds the addresses that sign-in attempts are counted under, and signs forms where the
    application has no key of its own; every process of an installation shares it.
    """

    database_url: str
    schema: str | None
    secret_key: str = field(repr=False)


def command_settings(data: Path, secret_key: str) -> Settings:
    """A command's settings: ``IDENTITY_DATABASE_URL`` and ``IDENTITY_SCHEMA``, else ``identity.db`` in the folder."""
    env = Env()
    url = env.str("IDENTITY_DATABASE_URL", f"sqlite:///{data / 'identity.db'}")
    return Settings(url, env.str("IDENTITY_SCHEMA", "identity"), secret_key)
