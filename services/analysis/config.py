"""The settings of analysis, read from the environment once, by main."""

from dataclasses import dataclass, field
from pathlib import Path

from environs import Env

from shared.settings import ServiceSettings, database_url, read_service, setting

_DATABASE = setting("ADBORTH_ANALYSIS_DATABASE_URL", "analysis' own database")
_MODEL = setting("ADBORTH_MODEL", "the model of the built-in codebook; made by `adborth train`")


@dataclass(frozen=True, kw_only=True)
class Settings(ServiceSettings):
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
    common = read_service(env, data)
    env.seal()
    return Settings(
        database=database_url(common["data"], "analysis", given), model=Path(model) if model else None, **common
    )
