"""The real nginx with the project's configuration in front of services that only tell who they are."""

import contextlib
import json
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import requests

from shared.web.origin import INTAKE, PREFIXES, REPORTS, service_for
from tests.support.servers.nginx import Nginx
from tests.support.servers.ports import LOOPBACK, free_port


class _Stub(BaseHTTPRequestHandler):
    """Answers every request with its own name and what it was asked, long enough to be worth compressing."""

    def do_GET(self) -> None:
        told = {
            "service": self.server.server_name,
            "path": self.path,
            "headers": dict(self.headers),
            "fill": "x" * 2000,
        }
        body = json.dumps(told).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_message(self, *_: object) -> None:
        """Nothing."""


class _Service(ThreadingHTTPServer):
    def __init__(self, name: str) -> None:
        super().__init__((LOOPBACK, 0), _Stub)
        self.server_name = name
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()


@pytest.fixture(scope="module")
def nginx() -> Iterator[Nginx]:
    with _Service(INTAKE) as intake, _Service(REPORTS) as reports:
        with Nginx({"intake-web": intake.server_port, "reports-web": reports.server_port}) as server:
            yield server
        intake.shutdown()
        reports.shutdown()


@pytest.fixture(scope="module")
def nginx_alone() -> Iterator[Nginx]:
    with Nginx({"intake-web": free_port(), "reports-web": free_port()}) as server:
        yield server


@pytest.mark.parametrize("prefix", PREFIXES)
def test_each_path_goes_to_the_service_of_the_table(nginx: Nginx, prefix: str) -> None:
    for path in (prefix, f"{prefix}/journey", f"{prefix}s", f"/{prefix}/journey", f"{prefix}?lang=cy"):
        told = requests.get(nginx.url + path, timeout=5).json()
        # The stub itself, as Python's http.server does, takes several slashes in front for one.
        assert (told["service"], told["path"]) == (service_for(path.split("?")[0]), "/" + path.lstrip("/"))


@pytest.mark.parametrize("path", ["/metrics", "/health/ready", "/health", "/metrics/x"])
def test_what_is_inside_stays_inside(nginx: Nginx, path: str) -> None:
    assert requests.get(nginx.url + path, timeout=5).status_code == 404


def test_a_caller_cannot_pretend_to_be_a_proxy(nginx: Nginx) -> None:
    pretended = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https", "X-Forwarded-Prefix": "/elsewhere"}
    told = requests.get(f"{nginx.url}/s/journey", headers=pretended, timeout=5).json()["headers"]
    # One trusted proxy: the last entry counts, and that is what nginx saw itself.
    assert told["X-Forwarded-For"] == f"203.0.113.9, {LOOPBACK}"
    assert told["X-Forwarded-Proto"] == "https, http"
    assert told["X-Forwarded-Host"] == told["Host"] == f"{LOOPBACK}:{nginx.port}"
    assert "X-Forwarded-Prefix" not in told


def test_only_pages_without_secrets_are_compressed(nginx: Nginx) -> None:
    asked = {path: requests.get(nginx.url + path, timeout=5).headers for path in ("/s/journey", "/team/people")}
    assert asked["/s/journey"].get("Content-Encoding") == "gzip"
    assert "Content-Encoding" not in asked["/team/people"]


def test_a_service_that_is_away_is_told_honestly(nginx_alone: Nginx) -> None:
    page = requests.post(f"{nginx_alone.url}/s/journey", data={"q_next": "cwtsh"}, timeout=5)
    assert (page.status_code, page.headers["Retry-After"]) == (503, "5")
    assert "try again" in page.text
    assert "Rhowch gynnig arall" in page.content.decode()
    api = requests.post(f"{nginx_alone.url}/api/v1/surveys/journey/responses", json={}, timeout=5)
    assert (api.status_code, api.headers["Content-Type"]) == (503, "application/problem+json")
    assert (api.json()["status"], api.json()["code"]) == (503, "unavailable")
    hook = requests.post(f"{nginx_alone.url}/hooks/tally/x", data=b"x" * 5_000_000, timeout=5)
    assert (hook.status_code, hook.headers["Retry-After"]) == (503, "5")
    assert hook.json()["code"] == "unavailable"
    assert requests.get(f"{nginx_alone.url}/health/live", timeout=5).text == "ok\n"


@pytest.mark.parametrize(
    ("path", "megabytes"),
    [
        ("/api/v1/surveys/journey/responses", 3),
        ("/s/journey", 23),
        ("/hooks/tally/x", 7),
        ("/team/surveys/journey/import", 69),
        ("/team/surveys/journey/import/one/start", 3),
    ],
)
def test_a_body_beyond_all_limits_is_refused_before_a_service_sees_it(nginx: Nginx, path: str, megabytes: int) -> None:
    """Forms may bring photos and files; whether this survey asks for any, intake knows."""
    assert requests.post(nginx.url + path, data=b"x" * megabytes * 1_000_000, timeout=10).status_code == 413


def test_slow_senders_are_cut_off_and_hold_up_nobody(nginx: Nginx) -> None:
    with contextlib.ExitStack() as stack:
        slow = [stack.enter_context(socket.create_connection((LOOPBACK, nginx.port), timeout=20)) for _ in range(100)]
        for number, connection in enumerate(slow):
            begun = "POST /hooks/tally/x HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n" + "\r\n{" * (number % 2)
            connection.sendall(begun.encode())
        answer = requests.post(f"{nginx.url}/hooks/tally/x", data=b"{}", timeout=5)
        assert (answer.status_code, answer.json()["service"]) == (200, INTAKE)
        assert [connection.recv(64)[:12] for connection in slow[:2]] in ([b"", b""], [b"", b"HTTP/1.1 408"])


def test_a_path_is_not_logged_when_its_service_is_away(nginx_alone: Nginx) -> None:
    requests.get(f"{nginx_alone.url}/r/MYRECEIPT", timeout=5)
    assert "MYRECEIPT" not in nginx_alone.log()
