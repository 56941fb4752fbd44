"""The settings of intake, read from the environment once, by main."""

from dataclasses import dataclass, field
from pathlib import Path

from environs import Env

from shared.settings import DATA_DIRECTORY, data_dir_secret, database_url


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What can be set; the description of each stands beside it and is what the docs page shows."""

    data: Path = field(metadata={"env": "ADBORTH_DATA", "about": "the data directory"})
    database: str = field(metadata={"env": "ADBORTH_INTAKE_DATABASE_URL", "about": "intake's own database"})
    secret_key: str = field(
        repr=False,
        metadata={
            "env": "ADBORTH_SECRET_KEY",
            "about": "makes receipts and signs forms; the same for all processes, kept in secret.key when not given",
        },
    )
    trusted_proxies: int = field(
        default=0,
        metadata={"env": "ADBORTH_TRUSTED_PROXIES", "about": "how many proxies in front set X-Forwarded-*"},
    )
    https_only: bool = field(
        default=False, metadata={"env": "ADBORTH_HTTPS_ONLY", "about": "whether browsers are told to stay on https"}
    )
    demo_surveys: frozenset[str] = field(
        default=frozenset(),
        metadata={"env": "ADBORTH_DEMO_SURVEYS", "about": "slugs of surveys whose report everyone may see"},
    )
    metrics_directory: str | None = field(
        default=None,
        metadata={
            "env": "PROMETHEUS_MULTIPROC_DIR",
            "about": "where the processes of one web count together; `adborth web` sets it",
        },
    )


def read_settings(data: Path | None = None) -> Settings:
    """The settings in the environment; `data` (from the command line) wins over ADBORTH_DATA.

    Raises environs.EnvValidationError listing everything that is wrong.
    """
    env = Env(eager=False)
    directory = data or env.path("ADBORTH_DATA", Path(DATA_DIRECTORY))
    database = env.str("ADBORTH_INTAKE_DATABASE_URL", None)
    secret = env.str("ADBORTH_SECRET_KEY", None)
    proxies = env.int("ADBORTH_TRUSTED_PROXIES", 0)
    https_only = env.bool("ADBORTH_HTTPS_ONLY", False)
    demo: list[str] = env.list("ADBORTH_DEMO_SURVEYS", [])
    metrics = env.str("PROMETHEUS_MULTIPROC_DIR", None)
    env.seal()
    return Settings(
        data=directory,
        database=database_url(directory, "intake", database),
        secret_key=secret or data_dir_secret(directory),
        trusted_proxies=proxies,
        https_only=https_only,
        demo_surveys=frozenset(demo),
        metrics_directory=metrics,
    )
