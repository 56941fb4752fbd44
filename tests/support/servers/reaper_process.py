"""The reaper's own process: when its standard input ends, it ends what was registered and is still there.

Run by path, outside any package, so that it needs nothing but the standard library.
"""

import shutil
import signal
import sys
import time

import proc


def read_register() -> tuple[dict[int, str | None], set[int], set[str]]:
    """Follow the register until end-of-file: pids with their start times, those that want SIGQUIT first, folders."""
    pids: dict[int, str | None] = {}
    quitting: set[int] = set()
    folders: set[str] = set()
    for line in sys.stdin:
        order, _, value = line.strip().partition(" ")
        if order == "pid":
            pids[int(value)] = proc.born(int(value))
        elif order == "quit":
            quitting.add(int(value))
        elif order == "gone":
            pids.pop(int(value), None)
        elif order == "folder":
            folders.add(value)
        elif order == "removed":
            folders.discard(value)
    return pids, quitting, folders


def reap() -> None:
    """Wait for the end of the tests, then end the processes and remove the folders that they left."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    pids, quitting, folders = read_register()
    left = [pid for pid, start in pids.items() if start and proc.born(pid) == start]
    gentle = [pid for pid in left if pid in quitting]
    if gentle:
        proc.send(gentle, signal.SIGQUIT)
        time.sleep(0.5)
    for pid in left:
        if proc.born(pid) == pids[pid]:
            proc.send([pid, *proc.descendants(pid)], signal.SIGKILL)
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    reap()
