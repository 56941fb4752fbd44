"""Who may call what: every route of every application says so, and this is the whole list."""

from collections.abc import Iterator

import pytest
from flask import Flask

from services.embedded import House
from shared.identity.access import PUBLIC, declared_access, undeclared_routes
from shared.web.origin import service_for

OPEN_TO_EVERYONE = {
    "GET /",
    "GET /health/live",
    "GET /health/ready",
    "GET /metrics",
    "GET /s",
    "GET /s/<slug>",
    "GET /s/offline.html",
    "GET /q/<code>",
    "POST /s/<slug>",
    "GET /s/<slug>/reminders",
    "POST /s/<slug>/reminders",
    "GET /s/<slug>/resume",
    "POST /s/<slug>/resume",
    "GET /s/<slug>/resume/<code>",
    "POST /s/<slug>/resume/<code>",
    "GET /s/<slug>/resume/<code>/saved",
    "POST /s/<slug>/resume/<code>/delete",
    "GET /s/<slug>/resume/deleted",
    "GET /r",
    "POST /r",
    "GET /r/<code>",
    "GET /r/<code>/qr.svg",
    "GET /r/<code>/withdraw",
    "POST /r/<code>/withdraw",
    "GET /r/-/introductions/<key>",
    "POST /r/-/introductions/<key>",
    "GET /api/v1/surveys",
    "GET /api/v1/surveys/<slug>",
    "POST /api/v1/surveys/<slug>/responses",
    "GET /hooks/<provider>/<connection_id>",
    "POST /hooks/<provider>/<connection_id>",
    "GET /p/<slug>",
    "GET /p/<slug>/numbers",
    "GET /p/<slug>/<int(max=999999):number>",
    "GET /p/<slug>/<int(max=999999):number>/embed",
    "GET /p/<slug>/<int(max=999999):number>/figures.csv",
    "GET /p/<slug>/<int(max=999999):number>/quotes.csv",
    "GET /p/<slug>/<int(max=999999):number>/publication.json",
    "GET /p/<slug>/<int(max=999999):number>/files/<name>",
    "GET /p/<slug>/<int(max=999999):number>/charts/<name>",
    "GET /p/<slug>/<int(max=999999):number>/answers.csv",
    "GET /p/<slug>/<int(max=999999):number>/comment",
    "POST /p/<slug>/<int(max=999999):number>/comment",
    "GET /p/<slug>/comments/policy",
    "GET /p/<slug>/comments/<comment_id>/<code>",
    "POST /p/<slug>/comments/<comment_id>/<code>",
    "GET /p/<slug>/thanks",
    "GET /p/<slug>/feed.xml",
    "GET /p/feed.xml",
    "GET /p/oembed.json",
    "GET /p/-/letters/<key>",
    "POST /p/-/letters/<key>",
    "GET /api/v1/publications",
    "GET /api/v1/publications/<slug>/<int(max=999999):number>",
    "GET /api/v1/publications/<slug>/<int(max=999999):number>/figures.csv",
    "GET /api/v1/publications/<slug>/<int(max=999999):number>/quotes.csv",
    "GET /api/v1/publications/<slug>/<int(max=999999):number>/files/<name>",
    "GET /api/v1/publications/<slug>/<int(max=999999):number>/charts/<name>",
    "GET /sign-in",
    "POST /sign-in",
    "GET /set-up/<secret>",
    "POST /set-up/<secret>",
}
"""The routes that ask for no proof of who calls; documentation and assets besides. Adding one is a decision."""


@pytest.fixture(scope="module")
def apps(tmp_path_factory) -> Iterator[dict[str, Flask]]:
    house = House(tmp_path_factory.mktemp("routes"))
    yield {part.service.value: part.web_app(house.identity) for part in house.parts}
    house.close()


def declarations(apps: dict[str, Flask]) -> Iterator[tuple[str, object]]:
    for app in apps.values():
        for rule in app.url_map.iter_rules():
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                yield f"{method} {rule.rule}", declared_access(app.view_functions[rule.endpoint], method)


def test_every_route_says_who_may_call_it(apps):
    assert [route for app in apps.values() for route in undeclared_routes(app)] == []


def test_what_is_open_to_everyone_is_a_short_known_list(apps):
    found = {route for route, access in declarations(apps) if access and access.who is PUBLIC}
    documents = {route for route in found if "/docs" in route or route.endswith(("openapi.json", ".js", ".css"))}
    assert found - documents == OPEN_TO_EVERYONE


def test_every_changing_route_that_a_cookie_opens_is_guarded_against_foreign_forms(apps):
    for route, access in declarations(apps):
        if access and access.who is not PUBLIC and not route.startswith("GET "):
            assert access.csrf, route


def test_each_path_is_served_by_the_service_that_the_one_origin_names(apps):
    own = ("/health", "/metrics", "/static")
    for service, app in apps.items():
        for rule in app.url_map.iter_rules():
            if not rule.rule.startswith(own):
                assert service_for(rule.rule) == service, rule.rule
