"""Clean-up that works even when the tests themselves are killed: nothing we start may outlive us.

Not PR_SET_PDEATHSIG: that one fires when the *thread* that forked ends, and a server restarted from a
fault-injecting thread would die with the thread.
"""

import atexit
import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.support.servers import proc
from tests.support.servers.waiting import wait_until

_MEMORY_DISK = Path("/dev/shm")
_ENOUGH_BYTES = 2 * 1024**3


class Reaper:
    """The register kept with the helper process `reaper_process.py`."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._lock = threading.Lock()

    def tell(self, order: str, value: object) -> None:
        """Add one line to the register: pid, quit, gone, folder or removed."""
        with self._lock:
            if self._process is None or self._process.poll() is not None:
                self._process = self._start()
            assert self._process.stdin is not None
            self._process.stdin.write(f"{order} {value}\n")
            self._process.stdin.flush()

    def close(self) -> None:
        """End the register: the helper then ends whatever is still on it, and itself."""
        with self._lock:
            if self._process is not None and self._process.stdin is not None:
                self._process.stdin.close()
                self._process.wait(10)

    @staticmethod
    def _start() -> subprocess.Popen[str]:
        script = Path(__file__).with_name("reaper_process.py")
        quiet = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
        return subprocess.Popen(
            [sys.executable, "-W", "ignore", str(script)],
            stdin=subprocess.PIPE,
            text=True,
            start_new_session=True,
            env=quiet,
        )


REAPER = Reaper()
atexit.register(REAPER.close)


def start_process(command: Sequence[str | Path], **options: Any) -> subprocess.Popen[bytes]:
    """Start a process in the foreground, in a session of its own, and register it with the reaper."""
    process = subprocess.Popen(
        [str(part) for part in command], stdin=subprocess.DEVNULL, start_new_session=True, **options
    )
    REAPER.tell("pid", process.pid)
    return process


def kill_tree(process: subprocess.Popen[bytes] | None, wait: float = 10) -> None:
    """kill -9 a process and everything below it, and wait until all of it is gone."""
    if process is None:
        return
    below = proc.descendants(process.pid) if process.poll() is None else []
    if process.poll() is None:
        proc.send([process.pid], signal.SIGKILL)
    proc.send(below, signal.SIGKILL)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(wait)
    REAPER.tell("gone", process.pid)
    wait_until(lambda: not any(proc.alive(pid) for pid in below), wait, every=0.02, what="end of the children")


def run_folder(prefix: str, *, in_memory: bool = True) -> Path:
    """Make a registered folder for a server, readable by its user (pytest's tmp_path is not).

    In memory fsync is free: kill -9 stays honest, and power loss is not tested on one machine anyway.
    `in_memory=False` is for throughput figures.
    """
    use_memory = in_memory and _MEMORY_DISK.is_dir() and shutil.disk_usage(_MEMORY_DISK).free > _ENOUGH_BYTES
    folder = Path(tempfile.mkdtemp(prefix=f"adborth-{prefix}-", dir=_MEMORY_DISK if use_memory else None))
    folder.chmod(0o755)
    REAPER.tell("folder", folder)
    return folder


def remove_folder(folder: Path) -> None:
    """Remove a folder made by `run_folder`."""
    shutil.rmtree(folder, ignore_errors=True)
    REAPER.tell("removed", folder)
