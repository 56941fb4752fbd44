"""The mail server, as the environment names it for every service that writes letters."""

from dataclasses import dataclass, field
from typing import Any, Final

from environs import Env, validate

from shared.post.smtp_post import SmtpAccount
from shared.settings import PageSettings, setting

_SECURITIES: Final = ("starttls", "tls", "none")
_HOST: Final = setting("ADBORTH_SMTP_HOST", "the mail server by which letters are sent; none are sent if not set")
_PORT: Final = setting("ADBORTH_SMTP_PORT", "its port")
_SECURITY: Final = setting("ADBORTH_SMTP_SECURITY", "how the way to it is guarded: starttls, tls or none")
_USER: Final = setting("ADBORTH_SMTP_USER", "the account there, if it wants one")
_PASSWORD: Final = setting("ADBORTH_SMTP_PASSWORD", "the account's password")
_WHERE: Final = "where people reach adborth, such as `https://adborth.example.org`, put before paths in letters"
_ADDRESS: Final = setting("ADBORTH_ADDRESS", _WHERE)
_FROM: Final = setting("ADBORTH_SMTP_FROM", "whom letters come from, such as `Olwen <olwen@example.org>`")


@dataclass(frozen=True, kw_only=True)
class PostSettings(PageSettings):
    """What a service with pages that writes letters is told."""

    smtp_host: str = field(default="", metadata=_HOST)
    smtp_port: int = field(default=587, metadata=_PORT)
    smtp_security: str = field(default="starttls", metadata=_SECURITY)
    smtp_user: str = field(default="", metadata=_USER)
    smtp_password: str = field(default="", repr=False, metadata=_PASSWORD)
    smtp_from: str = field(default="", metadata=_FROM)
    address: str = field(default="", metadata=_ADDRESS)

    def account(self) -> SmtpAccount:
        """Where letters are handed in, and as whom."""
        return SmtpAccount(
            host=self.smtp_host,
            port=self.smtp_port,
            sender=self.smtp_from,
            security=self.smtp_security,
            user=self.smtp_user,
            password=self.smtp_password,
        )


def read_post(env: Env) -> dict[str, Any]:
    """The values that PostSettings adds, by name."""
    return {
        "smtp_host": env.str(_HOST["env"], ""),
        "smtp_port": env.int(_PORT["env"], 587, validate=validate.Range(1, 65_535)),
        "smtp_security": env.str(_SECURITY["env"], "starttls", validate=validate.OneOf(_SECURITIES)),
        "smtp_user": env.str(_USER["env"], ""),
        "smtp_password": env.str(_PASSWORD["env"], ""),
        "smtp_from": env.str(_FROM["env"], ""),
        "address": env.str(_ADDRESS["env"], "").rstrip("/"),
    }
