"""The `adborth` command as a real process, so that tests can wait for it, read its log and kill it."""

import contextlib
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.support.servers import proc
from tests.support.servers.reaper import kill_tree, start_process
from tests.support.servers.waiting import Hopeless, wait_until

ADBORTH = Path(sys.executable).with_name("adborth")
_KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR")


def environment(extra: Mapping[str, str] | None = None, *, measured: bool = True) -> dict[str, str]:
    """Give a process's environment: little of ours, none of our ADBORTH_ settings, and `extra`.

    `measured` hands coverage on; switch it off where time is what the test measures.
    """
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    coverage = {name: value for name, value in os.environ.items() if name.startswith("COVERAGE_")}
    return kept | (coverage if measured else {}) | {"PYTHONUNBUFFERED": "1"} | dict(extra or {})


def run_adborth(*arguments: str | Path, env: Mapping[str, str] | None = None, timeout: float = 60) -> str:
    """Run a command to its end and give what it printed. Raises AssertionError with all of it when it fails."""
    command = [str(ADBORTH), *map(str, arguments)]
    done = subprocess.run(
        command,
        env=environment(env),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )
    assert done.returncode == 0, f"{command} ended with {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


class Program:
    """One started process with its log; a context manager that leaves nothing running."""

    def __init__(self, command: list[str], log: Path, env: Mapping[str, str]) -> None:
        self.log_file = log
        self.command = command
        self._orphans: list[tuple[int, str | None]] = []
        with log.open("ab") as output:
            self._process = start_process(command, env=dict(env), stdout=output, stderr=subprocess.STDOUT)

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    @property
    def running(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    @property
    def children(self) -> list[int]:
        """The pids of all processes below it, such as gunicorn's workers."""
        return proc.descendants(self.pid)

    def log(self) -> str:
        """Give what it wrote."""
        return self.log_file.read_text(errors="replace")

    def wait_for_url(self, url: str, timeout: float = 30, status: int = 200) -> None:
        """Wait until `url` answers with `status`. Raises Hopeless with the log's end when the process ends first."""
        self._wait(lambda: http_status(url) == status, timeout, f"{status} from {url}")

    def wait_for_log(self, text: str, timeout: float = 30) -> None:
        """Wait until it wrote `text`. Raises Hopeless with the log's end when the process ends first."""
        self._wait(lambda: text in self.log(), timeout, f"{text!r} in the log")

    def wait_for_end(self, timeout: float = 30) -> int:
        """Wait until it ends by itself and give its exit code. Raises subprocess.TimeoutExpired."""
        return self._process.wait(timeout)

    def kill9(self) -> None:
        """Kill -9 it and everything below it."""
        kill_tree(self._process)

    def kill9_alone(self) -> None:
        """Kill -9 the process itself; what is below it may live on, and ends with `stop`."""
        self._orphans += [(pid, proc.born(pid)) for pid in self.children]
        self._process.kill()
        self._process.wait(10)

    def signal(self, sig: signal.Signals) -> None:
        """Send it a signal."""
        self._process.send_signal(sig)

    def terminate(self, timeout: float = 40) -> int:
        """Ask it to end and give its exit code. Raises subprocess.TimeoutExpired when it does not end in time."""
        self._process.terminate()
        return self._process.wait(timeout)

    def stop(self, timeout: float = 15) -> None:
        """End it: asked first, so that it can write its coverage, then by force."""
        if self.running:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.terminate(timeout)
        kill_tree(self._process)
        proc.send([pid for pid, born in self._orphans if born and proc.born(pid) == born], signal.SIGKILL)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _wait(self, probe: Callable[[], bool], timeout: float, what: str) -> None:
        def still_possible() -> bool:
            if probe():
                return True
            if not self.running:
                raise Hopeless(f"{self.command} ended with {self._process.returncode}:\n{self.log()[-3000:]}")
            return False

        wait_until(still_possible, timeout, every=0.05, what=what)


def http_status(url: str, timeout: float = 5) -> int:
    """Give the status with which a page of ours answers a GET. Raises OSError while nobody listens."""
    try:
        with urllib.request.urlopen(url, timeout=timeout) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code
