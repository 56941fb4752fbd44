"""One production system for the faults that leave it whole, and the line that each fault shows."""

from collections.abc import Callable, Iterator
from time import monotonic

import pytest

from tests.support.servers.postgres import Postgres
from tests.support.servers.rabbit_cluster import RabbitCluster
from tests.support.system.fixtures import a_production
from tests.support.system.production import WORKERS, Production

Tell = Callable[[str], None]


@pytest.fixture(scope="session")
def _system(
    rabbit: RabbitCluster, postgres_server: Postgres, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Production]:
    with a_production(tmp_path_factory.mktemp("faults"), rabbit, postgres_server) as system:
        yield system


@pytest.fixture
def system(_system: Production) -> Production:
    """The production system that most faults share, with every worker as the product has it."""
    for role in WORKERS:
        program = _system.programs[role]
        if not program.running or program.command != _system.command(role):
            _system.stop_role(role)
            _system.start_role(role, _system.command(role))
            _system.wait_ready(role)
    return _system


@pytest.fixture
def tell(show_figure: Tell) -> Tell:
    """Shows one line, with the seconds since the test began."""
    began = monotonic()
    return lambda line: show_figure(f"fault {line} in {monotonic() - began:.0f} s")
