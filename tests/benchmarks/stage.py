"""The private servers that measurements share: started when the first one asks, ended with the run."""

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import Self

import psycopg

from tests.support.servers.postgres import Postgres
from tests.support.servers.rabbit_cluster import RabbitCluster
from tests.support.servers.reaper import remove_folder, run_folder
from tests.support.servers.waiting import Hopeless

_SYNCS = 60
_TRIES = 3


class Stage:
    """PostgreSQL and RabbitMQ on the disk, not in memory: what a commit costs is what is measured."""

    def __init__(self) -> None:
        self._open = ExitStack()
        self.notes: list[str] = []

    @cached_property
    def postgres(self) -> Postgres:
        """One server with fsync and synchronous_commit on, for all measurements."""
        server = self._open.enter_context(Postgres(in_memory=False))
        self.notes.append(_disk_of(server))
        return server

    def database(self) -> str:
        """The address of an empty database."""
        name = self.postgres.add_database()
        self._open.callback(self.postgres.remove_database, name)
        return self.postgres.url(name)

    @contextmanager
    def rabbit(self, nodes: int) -> Iterator[RabbitCluster]:
        """A broker of so many nodes; whoever asks ends it, so that no idle node takes time from the next measure."""
        cluster = _started(tuple(f"n{number}" for number in range(1, nodes + 1)))
        try:
            yield cluster
        finally:
            cluster.stop()

    @cached_property
    def folder(self) -> Path:
        """A folder on the disk for everything else."""
        folder = run_folder("bench", in_memory=False)
        self._open.callback(remove_folder, folder)
        return folder

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()


def _started(names: tuple[str, ...]) -> RabbitCluster:
    """A running cluster; nodes that start together on a busy disk sometimes don't find each other the first time."""
    for _ in range(_TRIES - 1):
        with suppress(Hopeless, TimeoutError):
            return RabbitCluster(names, in_memory=False).start()
    return RabbitCluster(names, in_memory=False).start()


def _disk_of(server: Postgres) -> str:
    with psycopg.connect(server.dsn()) as connection:
        settings = {
            name: connection.execute(f"SHOW {name}").fetchone()[0]  # type: ignore[index]  # SHOW gives a row
            for name in ("data_directory", "fsync", "synchronous_commit", "server_version")
        }
    folder = Path(settings["data_directory"])
    device, kind = _mounted(folder)
    return (
        f"PostgreSQL {settings['server_version'].split()[0]}, fsync {settings['fsync']}, synchronous_commit "
        f"{settings['synchronous_commit']}, on {device} ({kind}): one fdatasync takes {_sync_ms(folder):.2f} ms"
    )


def _mounted(folder: Path) -> tuple[str, str]:
    mounts = [line.split() for line in Path("/proc/mounts").read_text().splitlines()]
    above = [line for line in mounts if folder.is_relative_to(line[1])]
    device, _, kind, *_ = max(above, key=lambda line: len(line[1]))
    return device, kind


def _sync_ms(folder: Path) -> float:
    """The median time to make one page durable, in milliseconds."""
    path = folder.parent / "sync-probe"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT)
    times = []
    for _ in range(_SYNCS):
        os.pwrite(descriptor, os.urandom(8192), 0)
        began = time.perf_counter()
        os.fdatasync(descriptor)
        times.append(time.perf_counter() - began)
    os.close(descriptor)
    path.unlink()
    return sorted(times)[_SYNCS // 2] * 1000
