"""The settings of reports, read from the environment once, by main."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from environs import Env, validate

from shared.post.settings import PostSettings, read_post
from shared.settings import database_url, read_pages, setting

_DATABASE = setting("ADBORTH_REPORTS_DATABASE_URL", "reports' own database")


_SMALLEST = setting("ADBORTH_SMALLEST_GROUP", "from how many a group is shown where reports are split; at least 3")
SMALLEST_GROUP: Final = 5


@dataclass(frozen=True, kw_only=True)
class Settings(PostSettings):
    """What can be set; the docs page is written from the descriptions."""

    database: str = field(metadata=_DATABASE)
    smallest_group: int = field(default=SMALLEST_GROUP, metadata=_SMALLEST)


def read_settings(data: Path | None = None) -> Settings:
    """The settings in the environment; `data` (from the command line) wins over ADBORTH_DATA.

    Raises environs.EnvValidationError listing everything that is wrong.
    """
    env = Env(eager=False)
    given = env.str(_DATABASE["env"], None)
    smallest = env.int(_SMALLEST["env"], SMALLEST_GROUP, validate=validate.Range(min=3))
    common = read_pages(env, data) | read_post(env)
    env.seal()
    return Settings(database=database_url(common["data"], "reports", given), smallest_group=smallest, **common)
