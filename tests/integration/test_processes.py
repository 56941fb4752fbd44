"""Starting a program for a test: readiness, logs, exit codes, and nothing left behind, all within bounded time."""

import sys
from pathlib import Path

import pytest

from tests.support.processes import Program, environment, http_status
from tests.support.servers import proc
from tests.support.servers.ports import free_port
from tests.support.servers.waiting import Hopeless, wait_until

_PARENT = (
    "import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']); {then}"
)


def started(tmp_path: Path, *arguments: str) -> Program:
    return Program([sys.executable, *arguments], tmp_path / "log", environment(measured=False))


def test_a_web_program_is_waited_for_and_ended(tmp_path: Path) -> None:
    port = free_port()
    with started(tmp_path, "-m", "http.server", str(port), "--bind", "127.0.0.1") as program:
        program.wait_for_url(f"http://127.0.0.1:{port}/", timeout=10)
        program.wait_for_log("GET / HTTP/1.1", timeout=5)
        assert http_status(f"http://127.0.0.1:{port}/absent") == 404
    assert not program.running


def test_a_program_that_ends_too_early_shows_its_log(tmp_path: Path) -> None:
    with (
        started(tmp_path, "-c", "raise SystemExit('no such survey')") as program,
        pytest.raises(Hopeless, match="no such survey"),
    ):
        program.wait_for_log("ready", timeout=10)
    assert program.wait_for_end() == 1


def test_kill_9_takes_the_children_too(tmp_path: Path) -> None:
    with started(tmp_path, "-c", _PARENT.format(then="print('ready', flush=True); time.sleep(60)")) as program:
        program.wait_for_log("ready", timeout=10)
        children = program.children
        program.kill9()
    assert len(children) == 1
    assert not proc.alive(children[0])


def test_orphans_of_a_killed_parent_end_with_the_test(tmp_path: Path) -> None:
    with started(tmp_path, "-c", _PARENT.format(then="print('ready', flush=True); time.sleep(60)")) as program:
        program.wait_for_log("ready", timeout=10)
        children = program.children
        program.kill9_alone()
        assert proc.alive(children[0])
    wait_until(lambda: not proc.alive(children[0]), 5, what="the end of the orphan")
