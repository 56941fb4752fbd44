"""The servers as pytest fixtures: a server is started once, each test gets a corner of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.servers import installed
from tests.support.servers.fault_proxy import FaultProxy
from tests.support.servers.postgres import Postgres
from tests.support.servers.rabbit_cluster import RabbitCluster
from tests.support.servers.small_model import SmallModel


@pytest.fixture(scope="session")
def rabbit() -> Iterator[RabbitCluster]:
    """One RabbitMQ node for the session; not to be killed: whoever kills takes `rabbit3` or a node of its own."""
    with RabbitCluster() as cluster:
        yield cluster


@pytest.fixture(scope="module")
def rabbit3() -> Iterator[RabbitCluster]:
    """Three RabbitMQ nodes for a module, to be killed and started again at will."""
    with RabbitCluster(("n1", "n2", "n3")) as cluster:
        yield cluster


@pytest.fixture
def vhost(rabbit: RabbitCluster) -> Iterator[str]:
    """The AMQP address of a vhost for one test on the session's node."""
    name = rabbit.add_vhost()
    yield rabbit.nodes[0].url(name)
    rabbit.remove_vhost(name)


@pytest.fixture
def vhost3(rabbit3: RabbitCluster) -> Iterator[list[str]]:
    """The AMQP addresses, one a node, of a vhost for one test on the three nodes."""
    name = rabbit3.add_vhost()
    yield rabbit3.vhost_urls(name)
    rabbit3.remove_vhost(name)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Postgres]:
    """One PostgreSQL for the session; not to be killed or filled: whoever does takes `own_postgres`."""
    with Postgres() as server:
        yield server


@pytest.fixture
def postgres(postgres_server: Postgres) -> Iterator[str]:
    """The SQLAlchemy address of an empty database for one test."""
    name = postgres_server.add_database()
    yield postgres_server.url(name)
    postgres_server.remove_database(name)


@pytest.fixture
def own_postgres() -> Iterator[Postgres]:
    """A PostgreSQL of the test's own, to be killed or filled at will (0.8 s)."""
    with Postgres() as server:
        yield server


@pytest.fixture
def fault_proxy() -> Iterator[Callable[[int], FaultProxy]]:
    """A maker of fault proxies in front of a port; they close with the test."""
    made: list[FaultProxy] = []

    def make(target: int) -> FaultProxy:
        made.append(FaultProxy(target))
        return made[-1]

    yield make
    for proxy in made:
        proxy.close()


@pytest.fixture(scope="session")
def generative_server() -> Iterator[SmallModel]:
    """A small generative model behind a chat endpoint, for the session."""
    with SmallModel() as server:
        yield server


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The browser for Playwright's `executable_path`."""
    return installed.chromium()
