"""The commands and the environment of docker-compose.yml, as plain processes on real servers, carry a card."""

import time
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests

from tests.support.servers.postgres import Postgres
from tests.support.servers.rabbit_cluster import RabbitCluster
from tests.support.servers.waiting import wait_until
from tests.support.stack import Servers, Stack, refused

ShowFigure = Callable[[str], None]
_SECONDS_TO_THE_REPORT = 10
_CARD = {
    "q_journey": "We never get protected time to step back and think about improvement.",
    "q_next": "I would like a mentor to talk it through with.",
    "q_support": "",
}


@pytest.fixture(scope="module")
def stack(rabbit: RabbitCluster, tmp_path_factory: pytest.TempPathFactory, show_figure: ShowFigure) -> Iterator[Stack]:
    vhost = rabbit.add_vhost()
    with Postgres() as postgres:
        made = Stack(Servers(postgres, rabbit.nodes[0].url(vhost)), tmp_path_factory.mktemp("stack"))
        try:
            made.prepare_database()
            began = time.monotonic()
            made.start()
            show_figure(f"compose: migrated, started and healthy in {time.monotonic() - began:.1f} s")
            yield made
        finally:
            made.stop()
            rabbit.remove_vhost(vhost)


def report(stack: Stack, token: str) -> dict[str, Any]:
    answer = requests.get(
        f"{stack.nginx.url}/api/v1/reports/journey", headers={"Authorization": f"Bearer {token}"}, timeout=5
    )
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_a_card_goes_in_at_nginx_and_comes_out_coded(stack: Stack, show_figure: ShowFigure) -> None:
    token = stack.run("users", "token", "compose test").strip()
    before = report(stack, token)["responses"]
    sent = {"id": str(uuid.uuid4()), "language": "en", "answers": _CARD}
    began = time.monotonic()
    stored = requests.post(f"{stack.nginx.url}/api/v1/surveys/journey/responses", json=sent, timeout=10)
    assert stored.status_code == 201, stored.text
    wait_until(
        lambda: report(stack, token)["responses"] == before + 1, _SECONDS_TO_THE_REPORT, every=0.05, what="the card"
    )
    show_figure(f"compose: from the POST to the report through nginx: {time.monotonic() - began:.2f} s")
    counted = {code["code"]: code["n"] for code in report(stack, token)["codes"]}
    assert counted["time_and_space"] >= 1
    assert counted["coaching_and_mentoring"] >= 1


def test_pages_come_through_nginx_and_reports_stay_shut(stack: Stack) -> None:
    form = requests.get(f"{stack.nginx.url}/s/journey", timeout=10)
    assert (form.status_code, form.headers["Content-Encoding"]) == (200, "gzip")
    sent = requests.post(f"{stack.nginx.url}/s/journey", data={"q_next": "Time to think."}, timeout=10)
    assert sent.status_code == 201
    assert requests.get(f"{stack.nginx.url}/api/v1/reports/journey", timeout=10).status_code == 401
    assert requests.get(f"{stack.nginx.url}/metrics", timeout=10).status_code == 404


def test_the_sums_agree(stack: Stack) -> None:
    told = stack.run("check", "--wait", "20")
    assert "pending 0" in told
    assert "parked 0" in told


def test_a_service_cannot_read_the_tables_of_another(stack: Stack) -> None:
    intake = stack.database_url("intake-web", "ADBORTH_INTAKE_DATABASE_URL")
    assert refused(intake, "SELECT * FROM reports.responses")
    assert refused(intake, "SELECT * FROM identity.people")
    assert not refused(intake, "SELECT * FROM intake.responses")


def test_nothing_was_written_to_a_data_directory(stack: Stack) -> None:
    """The containers' file systems are read-only."""
    assert not stack.data.exists()


def test_everybody_ends_cleanly_when_asked(stack: Stack, show_figure: ShowFigure) -> None:
    """The last of this module: what it ends stays ended."""
    assert all(stack.healthy(name) for name, program in stack.programs.items() if program.running)
    show_figure("compose, MiB: " + ", ".join(f"{name} {size}" for name, size in stack.memory().items()))
    began = time.monotonic()
    codes = stack.terminate()
    show_figure(f"compose: all ended {time.monotonic() - began:.1f} s after TERM")
    assert codes == dict.fromkeys(codes, 0)
    assert len(codes) == 7
