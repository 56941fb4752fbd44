"""The settings of analysis, read from the environment once, by main."""

from dataclasses import dataclass, field
from pathlib import Path

from environs import Env

from shared.settings import DATA_DIRECTORY, database_url


@dataclass(frozen=True)
class Settings:
    """What can be set; the description of each stands beside it and is what the docs page shows."""

    data: Path = field(metadata={"env": "ADBORTH_DATA", "about": "the data directory"})
    database: str = field(metadata={"env": "ADBORTH_ANALYSIS_DATABASE_URL", "about": "analysis' own database"})
    model: Path | None = field(
        default=None,
        metadata={"env": "ADBORTH_MODEL", "about": "the model of the built-in codebook; made by `adborth train`"},
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
    given = env.str("ADBORTH_ANALYSIS_DATABASE_URL", None)
    model = env.path("ADBORTH_MODEL", None)
    metrics = env.str("PROMETHEUS_MULTIPROC_DIR", None)
    env.seal()
    database = database_url(directory, "analysis", given)
    return Settings(data=directory, database=database, model=model, metrics_directory=metrics)
