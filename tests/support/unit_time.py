"""The unit tests are run all day: how long they take is printed, and a suite that has become slow fails.

Judged by the processor's time, which a busy machine stretches least; unit tests wait for nothing. A run that
measures coverage is not judged: measuring doubles the time.
"""

import time

import pytest

_AIM_SECONDS = 10
_LIMIT_SECONDS = 30
_WALL = pytest.StashKey[float]()
_PROCESSOR = pytest.StashKey[float]()


def pytest_sessionstart(session: pytest.Session) -> None:
    session.config.stash[_WALL] = session.config.stash[_PROCESSOR] = 0.0


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> object:
    """Add up what unit tests take, their fixtures included."""
    wall, processor = time.perf_counter(), time.process_time()
    try:
        return (yield)
    finally:
        if item.nodeid.startswith("tests/unit/"):
            item.config.stash[_WALL] += time.perf_counter() - wall
            item.config.stash[_PROCESSOR] += time.process_time() - processor


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    slow = session.config.stash.get(_PROCESSOR, 0.0) > _LIMIT_SECONDS
    if slow and not session.config.getoption("cov_source", None) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if wall := config.stash.get(_WALL, 0.0):
        processor = config.stash[_PROCESSOR]
        limits = f"(aim {_AIM_SECONDS}, fails at {_LIMIT_SECONDS})"
        terminalreporter.write_line(f"unit tests took {processor:.1f} s of the processor {limits}, {wall:.1f} s in all")
