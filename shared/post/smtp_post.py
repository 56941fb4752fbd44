"""Letters go out by SMTP."""

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from types import TracebackType
from typing import Final, Self

from shared.post.letters import Letter, LetterRefused, PostAway

_TIMEOUT_S: Final = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpAccount:
    """Where letters are handed in, and as whom; `security` is starttls, tls or none."""

    host: str
    port: int
    sender: str
    security: str
    user: str = ""
    password: str = field(default="", repr=False)


class SmtpPost:
    """The port Post over one connection, which is opened with the first letter; use it as a context manager."""

    def __init__(self, account: SmtpAccount) -> None:
        self._account = account
        self._server: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._server is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._server.quit()
            self._server = None

    def send(self, letter: Letter) -> None:
        """Hand a letter over. Raises LetterRefused for this address, PostAway when no letter can be sent."""
        message = _message(letter, self._account.sender)
        try:
            self._opened().send_message(message)
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPNotSupportedError) as error:
            raise LetterRefused from error
        except (smtplib.SMTPException, OSError) as error:
            raise PostAway(reason=type(error).__name__) from error

    def _opened(self) -> smtplib.SMTP:
        if self._server is None:
            server = self._connected()
            try:
                self._introduce(server)
            except (smtplib.SMTPException, OSError) as error:
                # Not kept: the next letter must not go over a connection that is not guarded as it should be.
                server.close()
                raise PostAway(reason=type(error).__name__) from error
            self._server = server
        return self._server

    def _connected(self) -> smtplib.SMTP:
        account = self._account
        if account.security == "tls":
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(account.host, account.port, timeout=_TIMEOUT_S, context=context)
        return smtplib.SMTP(account.host, account.port, timeout=_TIMEOUT_S)

    def _introduce(self, server: smtplib.SMTP) -> None:
        if self._account.security == "starttls":
            server.starttls(context=ssl.create_default_context())
        if self._account.user:
            server.login(self._account.user, self._account.password)


def _message(letter: Letter, sender: str) -> EmailMessage:
    message = EmailMessage()
    try:
        message["To"] = letter.to
        message["From"] = sender
        message["Subject"] = letter.subject
    except ValueError as error:
        raise LetterRefused from error
    message["Date"] = formatdate()
    # Not of this machine's name, which is nobody's business.
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2].strip(" >") or "localhost")
    message["Auto-Submitted"] = "auto-generated"
    message["List-Unsubscribe"] = f"<{letter.stop}>"
    message.set_content(letter.text)
    return message
