"""Started programs as a pytest fixture: they end with the test, and a failed test shows their logs."""

import itertools
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from tests.support.processes import ADBORTH, Program, environment

StartAdborth = Callable[..., Program]
_LINES_SHOWN = 60


@pytest.fixture
def start_adborth(tmp_path: Path) -> Iterator[StartAdborth]:
    """A starter: `start_adborth("up", "--port", "8000", env={…}, measured=True)` gives a running Program."""
    started: list[Program] = []
    numbers = itertools.count(1)

    def start(*arguments: str | Path, env: Mapping[str, str] | None = None, measured: bool = True) -> Program:
        log = tmp_path / f"adborth-{next(numbers)}.log"
        command = [str(ADBORTH), *map(str, arguments)]
        started.append(Program(command, log, environment(env, measured=measured)))
        return started[-1]

    yield start
    for program in reversed(started):
        program.stop()
        print(f"--- {' '.join(program.command)}\n", "\n".join(program.log().splitlines()[-_LINES_SHOWN:]), sep="")
