"""What /proc tells about processes; standard library only, because the reaper's own process loads it too."""

import contextlib
import os
import signal
from pathlib import Path


def _stat(pid: int) -> list[str]:
    """Give the fields of /proc/PID/stat after the name: state, parent, …, start time at 19."""
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()


def born(pid: int) -> str | None:
    """Give the start time of a process in clock ticks, which with its pid names it for ever; None when it is gone."""
    try:
        return _stat(pid)[19]
    except (OSError, IndexError):
        return None


def alive(pid: int) -> bool:
    """Tell whether a process runs. A zombie does not: in a container nobody may reap what became an orphan."""
    try:
        return _stat(pid)[0] not in "ZX"
    except (OSError, IndexError):
        return False


def descendants(pid: int) -> list[int]:
    """Give children, grandchildren and so on. By parentage, because PostgreSQL's backends leave the process group."""
    by_parent: dict[int, list[int]] = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            with contextlib.suppress(OSError, IndexError, ValueError):
                by_parent.setdefault(int(_stat(int(name))[1]), []).append(int(name))
    found: list[int] = []
    todo = [pid]
    while todo:
        below = by_parent.get(todo.pop(), [])
        found += below
        todo += below
    return found


def command_line(pid: int) -> bytes:
    """Give the command line of a process. Raises FileNotFoundError when it is gone."""
    return Path(f"/proc/{pid}/cmdline").read_bytes()


def send(pids: list[int], sig: signal.Signals) -> None:
    """Send a signal to each process that is still there."""
    for pid in pids:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(pid, sig)
