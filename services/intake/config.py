"""The settings of intake, read from the environment once, by main."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from environs import Env, validate

from shared.settings import PageSettings, database_url, read_pages, setting

_SECURITIES: Final = ("starttls", "tls", "none")
_DATABASE = setting("ADBORTH_INTAKE_DATABASE_URL", "intake's own database")
_SMTP_HOST = setting("ADBORTH_SMTP_HOST", "the mail server by which reminders are sent; none are sent if not set")
_SMTP_PORT = setting("ADBORTH_SMTP_PORT", "its port")
_SMTP_SECURITY = setting("ADBORTH_SMTP_SECURITY", "how the way to it is guarded: starttls, tls or none")
_SMTP_USER = setting("ADBORTH_SMTP_USER", "the account there, if it wants one")
_SMTP_PASSWORD = setting("ADBORTH_SMTP_PASSWORD", "the account's password")
_SMTP_FROM = setting("ADBORTH_SMTP_FROM", "whom reminders come from, such as `Olwen <olwen@example.org>`")


@dataclass(frozen=True, kw_only=True)
class Settings(PageSettings):
    """What can be set; the docs page is written from the descriptions."""

    database: str = field(metadata=_DATABASE)
    smtp_host: str = field(default="", metadata=_SMTP_HOST)
    smtp_port: int = field(default=587, metadata=_SMTP_PORT)
    smtp_security: str = field(default="starttls", metadata=_SMTP_SECURITY)
    smtp_user: str = field(default="", metadata=_SMTP_USER)
    smtp_password: str = field(default="", repr=False, metadata=_SMTP_PASSWORD)
    smtp_from: str = field(default="", metadata=_SMTP_FROM)


def read_settings(data: Path | None = None) -> Settings:
    """The settings in the environment; `data` (from the command line) wins over ADBORTH_DATA.

    Raises environs.EnvValidationError listing everything that is wrong.
    """
    env = Env(eager=False)
    given = env.str(_DATABASE["env"], None)
    common = read_pages(env, data) | _read_smtp(env)
    env.seal()
    return Settings(database=database_url(common["data"], "intake", given), **common)


def _read_smtp(env: Env) -> dict[str, Any]:
    return {
        "smtp_host": env.str(_SMTP_HOST["env"], ""),
        "smtp_port": env.int(_SMTP_PORT["env"], 587, validate=validate.Range(1, 65_535)),
        "smtp_security": env.str(_SMTP_SECURITY["env"], "starttls", validate=validate.OneOf(_SECURITIES)),
        "smtp_user": env.str(_SMTP_USER["env"], ""),
        "smtp_password": env.str(_SMTP_PASSWORD["env"], ""),
        "smtp_from": env.str(_SMTP_FROM["env"], ""),
    }
