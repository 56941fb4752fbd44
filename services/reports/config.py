"""The settings of reports, read from the environment once, by main."""

from dataclasses import dataclass, field
from pathlib import Path

from environs import Env

from shared.settings import PageSettings, database_url, read_pages, setting

_DATABASE = setting("ADBORTH_REPORTS_DATABASE_URL", "reports' own database")


@dataclass(frozen=True, kw_only=True)
class Settings(PageSettings):
    """What can be set; the docs page is written from the descriptions."""

    database: str = field(metadata=_DATABASE)


def read_settings(data: Path | None = None) -> Settings:
    """The settings in the environment; `data` (from the command line) wins over ADBORTH_DATA.

    Raises environs.EnvValidationError listing everything that is wrong.
    """
    env = Env(eager=False)
    given = env.str(_DATABASE["env"], None)
    common = read_pages(env, data)
    env.seal()
    return Settings(database=database_url(common["data"], "reports", given), **common)
