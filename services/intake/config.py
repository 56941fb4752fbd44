"""The settings of intake, read from the environment once, by main."""

from dataclasses import dataclass, field
from pathlib import Path

from environs import Env

from shared.post.settings import PostSettings, read_post
from shared.settings import database_url, read_pages, setting

_DATABASE = setting("ADBORTH_INTAKE_DATABASE_URL", "intake's own database")


@dataclass(frozen=True, kw_only=True)
class Settings(PostSettings):
    """What can be set; the docs page is written from the descriptions."""

    database: str = field(metadata=_DATABASE)


def read_settings(data: Path | None = None) -> Settings:
    """The settings in the environment; `data` (from the command line) wins over ADBORTH_DATA.

    Raises environs.EnvValidationError listing everything that is wrong.
    """
    env = Env(eager=False)
    given = env.str(_DATABASE["env"], None)
    common = read_pages(env, data) | read_post(env)
    env.seal()
    return Settings(database=database_url(common["data"], "intake", given), **common)
