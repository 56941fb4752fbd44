"""What an installation may set about identity, read in one place."""

from dataclasses import dataclass, field
from pathlib import Path

from environs import Env

from shared.settings import DATA_DIRECTORY, data_dir_secret, database_url

_DATABASE = {"env": "ADBORTH_IDENTITY_DATABASE_URL", "about": "the database of people, sessions and tokens"}
_SCHEMA = {"env": "ADBORTH_IDENTITY_SCHEMA", "about": "its PostgreSQL schema, `identity` if not set"}
_SECRET = {"env": "ADBORTH_SECRET_KEY", "about": "the installation's secret, made in the data directory if not set"}


@dataclass(frozen=True)
class Settings:
    """What can be set. The secret blinds the addresses under which attempts are counted: all processes share it."""

    database_url: str = field(metadata=_DATABASE)
    schema: str | None = field(metadata=_SCHEMA)
    secret_key: str = field(repr=False, metadata=_SECRET)


def read_settings(data: Path | None = None) -> Settings:
    """The settings in the environment; ``data`` (from the command line) wins over ADBORTH_DATA.

    Raises environs.EnvValidationError listing everything that is wrong.
    """
    env = Env(eager=False)
    directory = data or env.path("ADBORTH_DATA", Path(DATA_DIRECTORY))
    given = env.str("ADBORTH_IDENTITY_DATABASE_URL", None)
    schema = env.str("ADBORTH_IDENTITY_SCHEMA", "identity")
    secret = env.str("ADBORTH_SECRET_KEY", None)
    env.seal()
    return Settings(database_url(directory, "identity", given), schema, secret or data_dir_secret(directory))
