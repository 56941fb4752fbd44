"""`adborth web` as processes: one that ends leaves the others, and those that come after it, all they need."""

import os
import signal
import urllib.request
from pathlib import Path

from tests.support.process_fixtures import StartAdborth
from tests.support.processes import http_status, run_adborth
from tests.support.servers import proc
from tests.support.servers.ports import free_port
from tests.support.servers.waiting import wait_until


def test_the_worker_that_follows_one_that_ended_serves_and_counts(start_adborth: StartAdborth, tmp_path: Path) -> None:
    run_adborth("migrate", "--data", tmp_path)
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    web = start_adborth(
        "web", "intake", "--data", tmp_path, "--port", port, "--workers", 1, env={"TMPDIR": str(tmp_path)}
    )
    web.wait_for_url(f"{url}/health/live")
    (first,) = web.children
    os.kill(first, signal.SIGTERM)
    wait_until(lambda: not proc.alive(first) and len(web.children) == 1, 40, what="the next worker")
    wait_until(lambda: http_status(f"{url}/health/live") == 200, 20, what="its first answer")
    assert http_status(f"{url}/s/journey") == 200
    with urllib.request.urlopen(f"{url}/metrics", timeout=5) as answer:
        assert b"adborth_http_requests_total{" in answer.read()
    web.stop()
    assert not list(tmp_path.glob("adborth-metrics-*"))
