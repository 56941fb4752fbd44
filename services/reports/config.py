"""The settings of reports, read from the environment once, by main."""

from dataclasses import dataclass, field
from pathlib import Path

from environs import Env

from shared.settings import DATA_DIRECTORY, data_dir_secret, database_url

_DATABASE = {"env": "ADBORTH_REPORTS_DATABASE_URL", "about": "reports' own database"}
_SECRET = {"env": "ADBORTH_SECRET_KEY", "about": "the installation's secret, made in the data directory if not set"}
_DEMO = {"env": "ADBORTH_DEMO_SURVEYS", "about": "slugs, by commas, of surveys whose report is open to everyone"}
_HTTPS = {"env": "ADBORTH_HTTPS_ONLY", "about": "whether browsers reach this by https only, as they should"}
_PROXIES = {"env": "ADBORTH_TRUSTED_PROXIES", "about": "how many proxies in front set X-Forwarded-For and its kin"}

_METRICS = {
    "env": "PROMETHEUS_MULTIPROC_DIR",
    "about": "where the processes of one web count together; `adborth web` sets it",
}


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What can be set; the description of each stands beside it and is what the docs page shows."""

    data: Path = field(metadata={"env": "ADBORTH_DATA", "about": "the data directory"})
    database: str = field(metadata=_DATABASE)
    secret_key: str = field(repr=False, metadata=_SECRET)
    demo_surveys: frozenset[str] = field(default=frozenset(), metadata=_DEMO)
    https_only: bool = field(default=False, metadata=_HTTPS)
    trusted_proxies: int = field(default=0, metadata=_PROXIES)
    metrics_directory: str | None = field(default=None, metadata=_METRICS)


def read_settings(data: Path | None = None) -> Settings:
    """The settings in the environment; `data` (from the command line) wins over ADBORTH_DATA.

    Raises environs.EnvValidationError listing everything that is wrong.
    """
    env = Env(eager=False)
    directory = data or env.path("ADBORTH_DATA", Path(DATA_DIRECTORY))
    given = env.str("ADBORTH_REPORTS_DATABASE_URL", None)
    secret = env.str("ADBORTH_SECRET_KEY", None)
    demo: list[str] = env.list("ADBORTH_DEMO_SURVEYS", [])
    https_only = env.bool("ADBORTH_HTTPS_ONLY", False)
    proxies = env.int("ADBORTH_TRUSTED_PROXIES", 0)
    metrics = env.str("PROMETHEUS_MULTIPROC_DIR", None)
    env.seal()
    return Settings(
        data=directory,
        database=database_url(directory, "reports", given),
        secret_key=secret or data_dir_secret(directory),
        demo_surveys=frozenset(demo),
        https_only=https_only,
        trusted_proxies=proxies,
        metrics_directory=metrics,
    )
