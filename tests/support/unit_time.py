"""The unit tests are run all day: how long they take is printed, and a suite that has become slow fails."""

import time

import pytest

_AIM_SECONDS = 10
_LIMIT_SECONDS = 30
_TAKEN = pytest.StashKey[float]()


def pytest_sessionstart(session: pytest.Session) -> None:
    session.config.stash[_TAKEN] = 0.0


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> object:
    """Add up what unit tests take, their fixtures included."""
    began = time.perf_counter()
    try:
        return (yield)
    finally:
        if item.nodeid.startswith("tests/unit/"):
            item.config.stash[_TAKEN] += time.perf_counter() - began


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if session.config.stash.get(_TAKEN, 0.0) > _LIMIT_SECONDS and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if taken := config.stash.get(_TAKEN, 0.0):
        terminalreporter.write_line(f"unit tests took {taken:.1f} s (aim {_AIM_SECONDS}, fails at {_LIMIT_SECONDS})")
