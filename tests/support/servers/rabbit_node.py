"""One RabbitMQ node that a test can start, kill, freeze and speak to."""

import contextlib
import os
import signal
import socket
import subprocess
import time

from tests.support.servers import rabbit_settings
from tests.support.servers.ports import LOOPBACK
from tests.support.servers.rabbit_settings import NodeSettings
from tests.support.servers.reaper import kill_tree, start_process
from tests.support.servers.waiting import Hopeless, wait_until

_PROTOCOL_HEADER = b"AMQP\x00\x00\x09\x01"
_METHOD_FRAME = b"\x01"


class RabbitNode:
    """A node of a private cluster; `port` is its AMQP port, `start_seconds` what its last start took."""

    def __init__(self, settings: NodeSettings) -> None:
        self.settings = settings
        self.start_seconds = 0.0
        self._process: subprocess.Popen[bytes] | None = None
        self._began = 0.0

    @property
    def port(self) -> int:
        """The AMQP port."""
        return self.settings.port

    @property
    def short_name(self) -> str:
        """The name before the @."""
        return self.settings.short_name

    def url(self, vhost: str = "%2F") -> str:
        """Give the AMQP address of a vhost at this node."""
        return f"amqp://guest:guest@{LOOPBACK}:{self.port}/{vhost}"

    @property
    def running(self) -> bool:
        """Whether the node's process is there."""
        return self._process is not None and self._process.poll() is None

    def spawn(self) -> None:
        """Start the process and return at once."""
        rabbit_settings.write_files(self.settings)
        self._began = time.monotonic()
        with (self.settings.folder / "console.log").open("ab") as log:
            self._process = start_process(
                rabbit_settings.command(self.settings),
                env=rabbit_settings.environment(self.settings),
                cwd=self.settings.folder,
                stdout=log,
                stderr=log,
            )

    def wait_ready(self, timeout: float = 60) -> None:
        """Wait until the AMQP listener, whose opening is the last step of the start, answers. Raises Hopeless."""
        wait_until(self._speaks_amqp, timeout, what=f"AMQP listener of {self.settings.name}")
        self.start_seconds = time.monotonic() - self._began

    def start(self, timeout: float = 60) -> None:
        """Start and wait; also the way back after `kill9`."""
        self.spawn()
        self.wait_ready(timeout)

    def kill9(self) -> None:
        """End the node as a power cut would."""
        kill_tree(self._process)

    def stop(self, timeout: float = 20) -> None:
        """End the node in an orderly way."""
        if self._process is not None and self.running:
            self._process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout)
        kill_tree(self._process)

    def pause(self) -> None:
        """Freeze the node: what a partition or a stalled virtual machine looks like."""
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Let a frozen node go on."""
        self._signal(signal.SIGCONT)

    def evaluate(self, expression: str, timeout: float = 15) -> str:
        """Evaluate Erlang in the node, in 0.05 s where rabbitmqctl takes 1. Raises RuntimeError."""
        done = subprocess.run(
            ["erl_call", "-sname", self.settings.name, "-c", self.settings.cluster.cookie, "-e"],
            input=expression.rstrip(" .") + ".\n",
            text=True,
            capture_output=True,
            env=rabbit_settings.environment(self.settings),
            timeout=timeout,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"erl_call ended with {done.returncode}: {done.stdout} {done.stderr}")
        return done.stdout

    def block_publishers(self) -> None:
        """Raise the disk alarm, as a full disk does: publishers are told connection.blocked."""
        self.evaluate('rabbit_disk_monitor:set_disk_free_limit("100000GB")')

    def unblock_publishers(self) -> None:
        """Take the disk alarm back."""
        self.evaluate('rabbit_disk_monitor:set_disk_free_limit("50MB")')

    def close_connections(self) -> None:
        """Close every client's connection from the broker's side."""
        self.evaluate('[rabbit_networking:close_connection(P, "fault") || P <- rabbit_networking:connections()], ok')

    def log(self) -> str:
        """Give what the node wrote to its console."""
        return (self.settings.folder / "console.log").read_text(errors="replace")

    def _signal(self, sig: signal.Signals) -> None:
        assert self._process is not None
        os.kill(self._process.pid, sig)

    def _speaks_amqp(self) -> bool:
        if not self.running:
            raise Hopeless(f"{self.settings.name} ended: {self.log()[-2000:]}")
        with socket.create_connection((LOOPBACK, self.port), 0.5) as connection:
            connection.settimeout(2)
            connection.sendall(_PROTOCOL_HEADER)
            return connection.recv(8)[:1] == _METHOD_FRAME
