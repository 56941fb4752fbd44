"""Sites of reports for the tests of its pages and its API."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.reports.web import Site, site


@pytest.fixture
def closed_site(tmp_path: Path) -> Iterator[Site]:
    """Reports are for signed-in people."""
    made = site(tmp_path)
    yield made
    made.reports.close()


@pytest.fixture
def demo_site(tmp_path: Path) -> Iterator[Site]:
    """The report of `journey` is open to everyone."""
    made = site(tmp_path, demo=True)
    yield made
    made.reports.close()
