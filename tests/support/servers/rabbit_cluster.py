"""A private RabbitMQ of one node or three, sharing nothing with the machine's own."""

import contextlib
import os
import re
import secrets
import time
from types import TracebackType
from typing import Self

from tests.support.servers import installed
from tests.support.servers.epmd import PortMapper
from tests.support.servers.ports import free_ports
from tests.support.servers.rabbit_home import pruned_home
from tests.support.servers.rabbit_node import RabbitNode
from tests.support.servers.rabbit_settings import ClusterSettings, NodeSettings
from tests.support.servers.reaper import remove_folder, run_folder
from tests.support.servers.waiting import wait_until


class RabbitCluster:
    """The nodes together; a context manager that starts them and leaves nothing behind."""

    def __init__(self, names: tuple[str, ...] = ("n1",), *, in_memory: bool = True) -> None:
        programs = installed.rabbitmq_bin()
        self.start_seconds = 0.0
        self._folder = run_folder("rabbit", in_memory=in_memory)
        self._port_mapper = PortMapper()
        self._settings = ClusterSettings(
            folder=self._folder,
            names=names,
            cookie="C" + secrets.token_hex(12),
            port_mapper=self._port_mapper.port,
            rabbitmq_bin=programs,
            pruned_home=pruned_home(programs, self._folder),
        )
        self._write_cookie()
        self.nodes = [RabbitNode(self._node(name)) for name in names]

    @property
    def url(self) -> str:
        """The address of the first node's default vhost."""
        return self.nodes[0].url()

    @property
    def urls(self) -> list[str]:
        """The address of each node's default vhost."""
        return self.vhost_urls("%2F")

    def vhost_urls(self, vhost: str) -> list[str]:
        """Give the address of a vhost at each node."""
        return [node.url(vhost) for node in self.nodes]

    def start(self, timeout: float = 90) -> Self:
        """Start all nodes and wait until each sees the others."""
        began = time.monotonic()
        first, *others = self.nodes
        try:
            first.spawn()
            if others:  # who joins a node that still makes its tables may find them half made, and end
                first.wait_ready(timeout)
            for node in others:
                node.spawn()
            self.wait_ready(timeout)
        except BaseException:
            self.stop()
            raise
        self.start_seconds = time.monotonic() - began
        return self

    def wait_ready(self, timeout: float = 90) -> None:
        """Wait until all nodes listen and form one cluster; also the way back after some were killed and started."""
        for node in self.nodes:
            node.wait_ready(timeout)
        if len(self.nodes) > 1:
            wait_until(lambda: self.running() == len(self.nodes), timeout, every=0.2, what="the whole cluster")

    def running(self) -> int:
        """Count the nodes that the first answering node sees."""
        return int(self._first_match("length(rabbit_nodes:all_running())", r"(\d+)") or 0)

    def leader(self, queue: str, vhost: str = "/") -> RabbitNode | None:
        """Give the node that leads a quorum queue, None while there is none."""
        cluster_name = f"%2F_{queue}" if vhost == "/" else f"{vhost}_{queue}"
        name = self._first_match(f"element(2, ra_leaderboard:lookup_leader('{cluster_name}'))", r"(\w+)@localhost")
        return next((node for node in self.nodes if node.short_name == name), None)

    def add_vhost(self) -> str:
        """Make a vhost with a random name, in which a test is alone (0.1 to 0.3 s instead of a broker)."""
        vhost = "v" + secrets.token_hex(5)
        self.nodes[0].evaluate(
            f'rabbit_vhost:add(<<"{vhost}">>, <<"test">>), rabbit_auth_backend_internal:set_permissions('
            f'<<"guest">>, <<"{vhost}">>, <<".*">>, <<".*">>, <<".*">>, <<"test">>)'
        )
        return vhost

    def remove_vhost(self, vhost: str) -> None:
        """Remove a vhost with its queues; a node that is down by then is no error."""
        with contextlib.suppress(RuntimeError):
            self.nodes[0].evaluate(f'rabbit_vhost:delete(<<"{vhost}">>, <<"test">>)')

    def stop(self) -> None:
        """End everything at once (an orderly end takes 2 to 6 s a node) and remove the folder."""
        for node in self.nodes:
            node.kill9()
        self._port_mapper.stop()
        remove_folder(self._folder)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _first_match(self, expression: str, pattern: str) -> str | None:
        for node in self.nodes:
            if node.running:
                with contextlib.suppress(RuntimeError, TimeoutError, OSError):
                    if found := re.search(pattern, node.evaluate(expression)):
                        return found.group(1)
        return None

    def _node(self, name: str) -> NodeSettings:
        port, distribution_port = free_ports(2)
        return NodeSettings(self._settings, name, port, distribution_port)

    def _write_cookie(self) -> None:
        self._settings.home.mkdir()
        descriptor = os.open(self._settings.home / ".erlang.cookie", os.O_WRONLY | os.O_CREAT, 0o400)
        with os.fdopen(descriptor, "w") as cookie:
            cookie.write(self._settings.cookie)
