"""Each path belongs to one service, whichever way it is written."""

from collections.abc import Iterable
from typing import Any

import pytest
from werkzeug.test import Client

from shared.web.origin import PREFIXES, Origin, service_for


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("/", "reports"),
        ("", "reports"),
        ("/s/journey", "intake"),
        ("/s", "intake"),
        ("/survey", "reports"),
        ("/r/ABCD", "intake"),
        ("/robots.txt", "reports"),
        ("/hooks/typeform/1", "intake"),
        ("/team", "reports"),
        ("/team/people", "reports"),
        ("/team/surveys", "intake"),
        ("/team/surveys/journey", "intake"),
        ("/team/surveyses", "reports"),
        ("/team/reports/journey", "reports"),
        ("/api/v1/surveys/journey/responses", "intake"),
        ("/api/v1/intake/docs", "intake"),
        ("/api/v1/reports/journey", "reports"),
        ("/api/v1/reports/docs", "reports"),
        ("/api/v1/codebooks", "reports"),
        ("/sign-in", "reports"),
        ("/set-up/x", "reports"),
        ("//s/journey", "intake"),
        ("/static/adborth.css", "intake"),
    ],
)
def test_the_longest_prefix_of_whole_segments_counts(path: str, service: str) -> None:
    assert service_for(path) == service


class Named:
    """An application that answers with its name."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        start_response("200 OK", [])
        return [self.name.encode()]


def test_hands_each_request_to_its_service() -> None:
    services = {name: Named(name) for name in ("intake", "reports", "analysis")}
    browser = Client(Origin(services, {"/health": Named("own"), "/metrics": Named("own")}))
    answers = {path: browser.get(path).text for path in ("/s/journey", "/team", "/health/live", "/metrics", "/healthy")}
    assert answers == {
        "/s/journey": "intake",
        "/team": "reports",
        "/health/live": "own",
        "/metrics": "own",
        "/healthy": "reports",
    }


def test_a_service_without_an_application_is_refused() -> None:
    with pytest.raises(ValueError, match="reports"):
        Origin({"intake": Named("intake")})


def test_the_table_names_whole_prefixes() -> None:
    assert all(prefix == "/" or (prefix.startswith("/") and not prefix.endswith("/")) for prefix in PREFIXES)
