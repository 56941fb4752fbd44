"""Each service's pages stand on the same Flask application: languages, headers, errors, assets, sane limits."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Final

from flask import Flask, Response, request
from flask.helpers import get_root_path
from flask.json.provider import DefaultJSONProvider
from werkzeug.middleware.proxy_fix import ProxyFix

from shared.observability import correlation
from shared.observability.logs import get_logger
from shared.web.errors import install_errors
from shared.web.languages import install_languages
from shared.web.security_headers import install_security_headers
from shared.web.static_files import with_static_files
from shared.web.strict_form import install_input_checks
from shared.web.templating import install_templates

CORRELATION_HEADER: Final = "X-Correlation-ID"
_Failure = tuple[type, BaseException, TracebackType | None] | tuple[None, None, None]


@dataclass(frozen=True, kw_only=True)
class WebSettings:
    """What a web process must be told. Services on one origin share `secret_key`.

    `trusted_proxies`: how many proxies in front set X-Forwarded-*; 0 believes none of these headers.
    `https_only`: cookies travel by https only, browsers are told to stay on it.
    `demo_surveys`: slugs of surveys whose report everyone may see.
    """

    secret_key: str = field(repr=False)
    trusted_proxies: int = 0
    max_body_bytes: int = 1_000_000
    https_only: bool = False
    demo_surveys: frozenset[str] = frozenset()


class Json(DefaultJSONProvider):
    """JSON as it was written: keys in our order, Welsh letters as letters."""

    sort_keys = False
    ensure_ascii = False
    compact = True


class Site(Flask):
    """Flask, but its log of a failure names the place and never repeats what a person wrote."""

    json_provider_class = Json

    def log_exception(self, exc_info: _Failure) -> None:
        """Log the kind of error and where it was raised; its message may hold an answer, so it is left out."""
        kind, _, trace = exc_info
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        where = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace is not None else ""
        get_logger(__name__).error(
            "request failed", error=kind.__name__ if kind else "", where=where, endpoint=request.endpoint
        )


def create_app(package: str, settings: WebSettings, *, parts: Sequence[str] = ()) -> Flask:
    """The Flask application of a service, for example `create_app("services.intake", settings)`.

    `parts` names further packages whose `pages/templates` and `locale` it uses, such as "shared.identity".
    Raises AssetMissing when style sheet and scripts are not built.
    """
    app = Site(package, static_folder=None, template_folder=None)
    app.config.update(_configuration(settings))
    folders = [Path(get_root_path(name)) for name in (package, *parts, "shared.web")]
    install_templates(app, folders)
    install_languages(app, folders)
    install_errors(app)
    install_security_headers(app, https_only=settings.https_only)
    _install_correlation(app)
    install_input_checks(app)
    wrapped = with_static_files(app.wsgi_app)
    if proxies := settings.trusted_proxies:
        wrapped = ProxyFix(wrapped, x_for=proxies, x_proto=proxies, x_host=proxies, x_prefix=proxies)
    app.wsgi_app = wrapped  # type: ignore[method-assign, assignment]  # Flask's documented way to wrap it
    return app


def _configuration(settings: WebSettings) -> dict[str, object]:
    return {
        "SECRET_KEY": settings.secret_key,
        "MAX_CONTENT_LENGTH": settings.max_body_bytes,
        "MAX_FORM_MEMORY_SIZE": settings.max_body_bytes,
        "SESSION_COOKIE_NAME": "adborth_page",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.https_only,
        "DEMO_SURVEYS": settings.demo_surveys,
    }


def _install_correlation(app: Flask) -> None:
    def begin() -> None:
        correlation.bind(request.headers.get(CORRELATION_HEADER))

    def tell(response: Response) -> Response:
        response.headers[CORRELATION_HEADER] = correlation.current()
        return response

    app.before_request(begin)
    app.after_request(tell)
