"""Each service's pages stand on the same Flask application: languages, headers, errors, assets, sane limits."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask
from flask.helpers import get_root_path
from werkzeug.middleware.proxy_fix import ProxyFix

from shared.web.errors import install_errors
from shared.web.languages import install_languages
from shared.web.rate_limit import PER_MINUTE
from shared.web.security_headers import install_security_headers
from shared.web.site import Site, install_correlation
from shared.web.static_files import with_static_files
from shared.web.strict_form import install_input_checks
from shared.web.templating import install_templates


@dataclass(frozen=True, kw_only=True)
class WebSettings:
    """What a web process must be told. Services on one origin share `secret_key`.

    `trusted_proxies`: how many proxies in front set X-Forwarded-*; 0 believes none of these headers.
    `https_only`: cookies travel by https only, browsers are told to stay on it.
    `demo_surveys`: slugs of surveys whose report everyone may see.
    `api_per_minute`: how many requests to the API a token may make in a minute; 0 for any number.
    """

    secret_key: str = field(repr=False)
    trusted_proxies: int = 0
    max_body_bytes: int = 1_000_000
    https_only: bool = False
    demo_surveys: frozenset[str] = frozenset()
    api_per_minute: int = PER_MINUTE


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
    install_correlation(app)
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
        "API_PER_MINUTE": settings.api_per_minute,
    }
