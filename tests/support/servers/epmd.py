"""An Erlang port mapper of our own; without it a node starts a system-wide one that outlives the tests."""

import subprocess

from tests.support.servers.ports import LOOPBACK, answers, free_port
from tests.support.servers.reaper import kill_tree, start_process
from tests.support.servers.waiting import wait_until


class PortMapper:
    """One epmd process on a private port."""

    def __init__(self) -> None:
        self.port = free_port()
        self._process = start_process(
            ["epmd", "-port", str(self.port), "-address", LOOPBACK],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        wait_until(lambda: answers(self.port), 5, every=0.02, what="epmd")

    def stop(self) -> None:
        """End it."""
        kill_tree(self._process)
