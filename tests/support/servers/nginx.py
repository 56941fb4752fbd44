"""The project's own nginx configuration, served by a private process: only hosts, ports and folders are exchanged."""

import os
import subprocess
from collections.abc import Mapping
from types import TracebackType
from typing import Self

from tests.support.servers import installed
from tests.support.servers.ports import LOOPBACK, answers, free_port
from tests.support.servers.reaper import kill_tree, remove_folder, run_folder, start_process
from tests.support.servers.waiting import Hopeless, wait_until
from tests.support.sources import ROOT

_CONFIGURATION = ROOT / "deploy" / "nginx"


class Nginx:
    """One nginx; `ports` says where the hosts that the configuration names (`intake-web`) really listen."""

    def __init__(self, ports: Mapping[str, int]) -> None:
        self._program = installed.nginx()
        self._folder = run_folder("nginx")
        self._ports = ports
        self._process: subprocess.Popen[bytes] | None = None
        self.port = free_port()

    @property
    def url(self) -> str:
        """Its address, without a slash at the end."""
        return f"http://{LOOPBACK}:{self.port}"

    def start(self) -> Self:
        """Start and wait until it listens."""
        for path in _CONFIGURATION.glob("*.conf"):
            (self._folder / path.name).write_text(self._private(path.read_text()))
        # As root nginx would hand its work to the user nobody, who may not write into our folder.
        orders = "daemon off;" + (" user root;" if os.geteuid() == 0 else "")
        with (self._folder / "log").open("wb") as log:
            self._process = start_process(
                [self._program, "-e", "stderr", "-c", self._folder / "nginx.conf", "-g", orders],
                stdout=log,
                stderr=log,
            )
        wait_until(self._listens, 10, every=0.02, what="nginx")
        return self

    def log(self) -> str:
        """Give what it wrote."""
        return (self._folder / "log").read_text(errors="replace")

    def terminate(self, timeout: float = 10) -> int:
        """Ask it to end and give its exit code."""
        assert self._process is not None
        self._process.terminate()
        return self._process.wait(timeout)

    def stop(self) -> None:
        """End it at once and remove its folder."""
        kill_tree(self._process)
        remove_folder(self._folder)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _private(self, text: str) -> str:
        text = text.replace("/tmp/", f"{self._folder}/").replace("listen 8080", f"listen {LOOPBACK}:{self.port}")
        for host, port in self._ports.items():
            text = text.replace(f"{host}:8000;", f"{LOOPBACK}:{port};")
        return text

    def _listens(self) -> bool:
        assert self._process is not None
        if self._process.poll() is not None:
            raise Hopeless(f"nginx ended: {self.log()}")
        return answers(self.port)
