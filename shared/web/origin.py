"""One origin, several services: the one table that says which service answers which path."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication

INTAKE: Final = "intake"
REPORTS: Final = "reports"
PREFIXES: Final[Mapping[str, str]] = {
    "/s": INTAKE,
    "/r": INTAKE,
    "/q": INTAKE,
    "/hooks": INTAKE,
    "/team/surveys": INTAKE,
    "/api/v1/surveys": INTAKE,
    "/api/v1/responses": INTAKE,
    "/api/v1/deliveries": INTAKE,
    "/api/v1/imports": INTAKE,
    "/api/v1/intake": INTAKE,
    "/static": INTAKE,
    "/team": REPORTS,
    "/team/reports": REPORTS,
    "/p": REPORTS,
    "/api/v1/reports": REPORTS,
    "/api/v1/reporting": REPORTS,
    "/api/v1/publications": REPORTS,
    "/api/v1/codebooks": REPORTS,
    "/sign-in": REPORTS,
    "/sign-out": REPORTS,
    "/set-up": REPORTS,
    "/": REPORTS,
}
"""Path prefix (whole segments) to service; the longest that fits counts, `/` takes the rest.

Every service can answer `/static`: one is named so that the table is complete. `/health` and `/metrics` belong to
each process and are not part of the origin.
"""


def service_for(path: str) -> str:
    """The service that answers a path: `/team/surveys/journey` is intake's, `/team/surveyses` is not."""
    head = "/" + path.strip("/")
    while head not in PREFIXES:
        head = head.rpartition("/")[0] or "/"
    return PREFIXES[head]


class Origin:
    """A WSGI application that hands each request to the service whose path it is: all services at one address.

    `own` takes paths (whole prefixes) that belong to the process itself, such as `{"/health": …, "/metrics": …}`.
    """

    def __init__(
        self, services: Mapping[str, "WSGIApplication"], own: Mapping[str, "WSGIApplication"] | None = None
    ) -> None:
        missing = set(PREFIXES.values()) - set(services)
        if missing:
            raise ValueError(f"no application for {', '.join(sorted(missing))}")
        self._services = dict(services)
        self._own = dict(own or {})

    def __call__(self, environ: dict[str, Any], start_response: "StartResponse") -> Iterable[bytes]:
        path = str(environ.get("PATH_INFO", "/"))
        first = "/" + path.lstrip("/").partition("/")[0]
        application = self._own.get(first) or self._services[service_for(path)]
        return application(environ, start_response)
