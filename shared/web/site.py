"""Flask with our habits: quick where nothing is asked for, and a log that never repeats what a person wrote."""

from collections.abc import Callable
from types import TracebackType
from typing import Any, Final

from flask import Flask, Request, Response, request
from flask.json.provider import DefaultJSONProvider
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface

from shared.observability import correlation
from shared.observability.logs import get_logger

CORRELATION_HEADER: Final = "X-Correlation-ID"
_Failure = tuple[type, BaseException, TracebackType | None] | tuple[None, None, None]


class Json(DefaultJSONProvider):
    """JSON as it was written: keys in our order, Welsh letters as letters."""

    sort_keys = False
    ensure_ascii = False
    compact = True


class QuietSession(SecureCookieSessionInterface):
    """Flask's session in a signed cookie, but free for a request without a cookie, as most that come in are."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """The session that the request's cookie holds, or an empty one."""
        if "HTTP_COOKIE" not in request.environ:
            return self.session_class()
        return super().open_session(app, request)


class Site(Flask):
    """Flask, but its log of a failure names the place and never repeats what a person wrote."""

    json_provider_class = Json
    session_interface = QuietSession()

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """No view or hook of ours is a coroutine: Flask need not ask each one, at every request, whether it is."""
        return func

    def log_exception(self, exc_info: _Failure) -> None:
        """Log the kind of error and where it was raised; its message may hold an answer, so it is left out."""
        kind, _, trace = exc_info
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        where = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace is not None else ""
        get_logger(__name__).error(
            "request failed", error=kind.__name__ if kind else "", where=where, endpoint=request.endpoint
        )


def install_correlation(app: Flask) -> None:
    """Take up the story that a request tells of, or begin one, and name it in the answer."""

    def begin() -> None:
        correlation.bind(request.headers.get(CORRELATION_HEADER))

    def tell(response: Response) -> Response:
        response.headers[CORRELATION_HEADER] = correlation.current()
        return response

    app.before_request(begin)
    app.after_request(tell)
