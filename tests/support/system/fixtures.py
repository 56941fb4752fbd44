"""Whole systems as pytest fixtures: started once a module, since their start is what takes longest."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.servers.postgres import Postgres
from tests.support.servers.rabbit_cluster import RabbitCluster
from tests.support.system.one_process import OneProcess
from tests.support.system.production import Production, Servers


@contextmanager
def a_production(
    folder: Path, rabbit: RabbitCluster, postgres: Postgres, *, measured: bool = False
) -> Iterator[Production]:
    """A started Production in a vhost and a database of its own."""
    vhost, database = rabbit.add_vhost(), postgres.add_database()
    servers = Servers(rabbit.nodes[0].url(vhost), postgres.url(database))
    try:
        with Production(folder, servers, measured=measured) as system:
            yield system.start()
    finally:
        postgres.remove_database(database)
        rabbit.remove_vhost(vhost)


@pytest.fixture(scope="module")
def production(
    rabbit: RabbitCluster, postgres_server: Postgres, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Production]:
    """The production system for a module; coverage is not measured in it, so that it is as fast as it is."""
    with a_production(tmp_path_factory.mktemp("production"), rabbit, postgres_server) as system:
        yield system


@pytest.fixture
def one_process(tmp_path: Path) -> Iterator[OneProcess]:
    """`adborth up --demo` for one test."""
    with OneProcess(tmp_path / "one") as system:
        yield system.start()
