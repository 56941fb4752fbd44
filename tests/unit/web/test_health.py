"""A process says whether it lives, whether it can work, and how often it was asked; never why in words of others."""

import threading

import pytest
from flask import Flask
from flask.testing import FlaskClient
from prometheus_client import CollectorRegistry

from shared.identity.access import undeclared_routes
from shared.web import health as health_module
from shared.web.health import Health, health_blueprint
from shared.web.metrics import exposition, install_metrics
from tests.unit.web.conftest import make_site


def fails() -> None:
    raise ConnectionError("postgres://user:secret@host")


def watched(**health: object) -> FlaskClient:
    app = make_site()
    app.register_blueprint(health_blueprint(Health("intake", registry=CollectorRegistry(), **health)))
    return app.test_client()


def test_it_lives() -> None:
    answer = watched().get("/health/live")
    assert answer.get_json() == {"status": "ok", "service": "intake"}
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("checks", "advisory", "status", "word"),
    [
        ({"database": list}, {"broker": list}, 200, "ok"),
        ({"database": list}, {"broker": fails}, 200, "degraded"),
        ({"database": fails}, {"broker": list}, 503, "unavailable"),
        ({}, {}, 200, "ok"),
    ],
)
def test_ready_tells_what_can_be_done(checks: object, advisory: object, status: int, word: str) -> None:
    answer = watched(checks=checks, advisory=advisory).get("/health/ready")
    assert (answer.status_code, answer.get_json()["status"]) == (status, word)
    assert "secret" not in answer.text


def test_what_failed_is_named_by_its_kind() -> None:
    answer = watched(checks={"database": fails, "disk": list}).get("/health/ready")
    assert answer.get_json()["checks"] == {"database": "ConnectionError", "disk": "ok"}


def test_a_check_that_hangs_does_not_hang_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health_module, "_PATIENCE_S", 0.01)
    release = threading.Event()
    answer = watched(checks={"database": release.wait}).get("/health/ready")
    release.set()
    assert (answer.status_code, answer.get_json()["checks"]) == (503, {"database": "timeout"})


def counted(app: Flask, registry: CollectorRegistry) -> str:
    browser = app.test_client()
    browser.get("/trouble/closed")
    browser.get("/nothing/secret-slug")
    return exposition(registry).decode()


def test_requests_are_counted_by_endpoint_and_status_never_by_slug() -> None:
    app, registry = make_site(), CollectorRegistry()
    install_metrics(app, "intake", registry)
    told = counted(app, registry)
    labels = 'endpoint="trouble",method="GET",service="intake",status="410"'
    assert f"adborth_http_requests_total{{{labels}}} 1.0" in told
    assert 'endpoint="unknown"' in told
    assert 'adborth_http_request_seconds_count{endpoint="trouble",service="intake"} 1.0' in told
    assert "secret-slug" not in told


def test_services_in_one_process_share_the_instruments() -> None:
    registry = CollectorRegistry()
    for service in ("intake", "reports"):
        app = make_site()
        install_metrics(app, service, registry)
        counted(app, registry)
    assert 'service="reports",status="410"' in exposition(registry).decode()
    assert 'service="intake",status="410"' in exposition(registry).decode()


def test_metrics_are_served_in_prometheus_format() -> None:
    assert watched().get("/metrics").content_type.startswith("text/plain; version=")


def test_metrics_of_many_processes_are_merged(tmp_path_factory: pytest.TempPathFactory) -> None:
    assert exposition(multiprocess_dir=str(tmp_path_factory.mktemp("metrics"))) == b""


def test_every_route_says_who_may_call_it() -> None:
    app = Flask("services", static_folder=None)
    app.register_blueprint(health_blueprint(Health("intake")))
    assert list(undeclared_routes(app)) == []
