"""Figures that tests measure, shown together at the end of the run, also when all is well."""

from collections.abc import Callable

import pytest

_FIGURES = pytest.StashKey[list[str]]()


@pytest.fixture(scope="session")
def show_figure(pytestconfig: pytest.Config) -> Callable[[str], None]:
    """A function that takes one line, such as "faults 1: 20 kills, 10,000 responses, 0 lost, 0 double in 41 s"."""
    return pytestconfig.stash.setdefault(_FIGURES, []).append


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if lines := config.stash.get(_FIGURES, []):
        terminalreporter.section("figures")
        for line in lines:
            terminalreporter.write_line(line)
