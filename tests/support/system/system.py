"""A whole adborth as real processes, each known by its role and killed by its pid."""

import itertools
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.support.processes import ADBORTH, Program, environment, run_adborth
from tests.support.servers.reaper import kill_tree
from tests.support.system.cards import Card, write_csv
from tests.support.system.client import SURVEY, Client
from tests.support.system.ledgers import Ledgers

_LETTERS_SHOWN = 4000


class System:
    """Programs by role over one data directory; `production.py` and `one_process.py` say which programs.

    `measured` hands coverage on to the processes; switched off where time counts.
    """

    client: Client
    ledgers: Ledgers

    def __init__(self, folder: Path, settings: Mapping[str, str], *, measured: bool) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.data = folder / "data"
        self.folder = folder
        self.settings = dict(settings)
        self.programs: dict[str, Program] = {}
        self._commands: dict[str, Sequence[str]] = {}
        self._measured = measured
        self._files = itertools.count(1)
        self._imports: list[subprocess.Popen[bytes]] = []

    def start_role(self, role: str, command: Sequence[str] | None = None) -> Program:
        """Start the program of a role, `command` instead of the one it had; does not wait until it is ready."""
        if command is not None:
            self._commands[role] = command
        log = self.folder / f"{role.replace(' ', '-')}.log"
        self.programs[role] = Program(list(self._commands[role]), log, self._environment())
        return self.programs[role]

    def kill(self, role: str) -> None:
        """Kill -9 the program of a role with everything below it."""
        self.programs[role].kill9()

    def restart(self, role: str) -> Program:
        """Kill -9 the program of a role and start it again."""
        self.kill(role)
        return self.start_role(role)

    def stop_role(self, role: str) -> None:
        """End the program of a role in an orderly way."""
        self.programs[role].stop()

    def run(self, *arguments: str | Path, timeout: float = 120) -> str:
        """Run an `adborth` command on this system's data to its end. Raises AssertionError when it fails."""
        return run_adborth(*arguments, "--data", self.data, env=self.settings, timeout=timeout)

    def check(self, wait: float = 30) -> str:
        """Run `adborth check --wait`. Raises AssertionError when it does not add up."""
        return self.run("check", "--wait", f"{wait:g}", timeout=wait + 60)

    def import_csv(self, cards: Sequence[Card], timeout: float = 300) -> str:
        """Bring cards in by `adborth import` and give what it printed."""
        return self.run("import", self._file(cards), "--survey", SURVEY, timeout=timeout)

    def importing(self, cards: Sequence[Card]) -> "subprocess.Popen[bytes]":
        """Start `adborth import` and go on meanwhile; whoever starts it waits for its end."""
        command = self.adborth("import", str(self._file(cards)), "--survey", SURVEY)
        quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self._imports.append(subprocess.Popen(command, env=self._environment(), **quiet))
        return self._imports[-1]

    def adborth(self, *arguments: str) -> list[str]:
        """The command line of an `adborth` command on this system's data."""
        return [str(ADBORTH), *arguments, "--data", str(self.data)]

    def close(self) -> None:
        """End everything, and show the end of every log to whoever reads a failure."""
        for started in self._imports:
            kill_tree(started)
        for role, program in reversed(self.programs.items()):
            program.stop()
            print(f"--- {role}\n", program.log()[-_LETTERS_SHOWN:], sep="")
        self.ledgers.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _environment(self) -> dict[str, str]:
        return environment(self.settings, measured=self._measured)

    def _file(self, cards: Sequence[Card]) -> Path:
        return write_csv(cards, self.folder / f"cards-{next(self._files)}.csv")
