"""What `docker compose up` would start, as plain processes: hosts and ports are exchanged, nothing else."""

import os
import signal
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import psutil
import psycopg

from tests.support.compose import (
    Container,
    containers,
    image_entrypoint,
    image_environment,
    in_order_of_dependence,
    required_variables,
)
from tests.support.processes import ADBORTH, Program, environment, run_adborth
from tests.support.servers import installed
from tests.support.servers.nginx import Nginx
from tests.support.servers.ports import LOOPBACK, free_ports
from tests.support.servers.postgres import Postgres
from tests.support.servers.waiting import Hopeless, wait_until
from tests.support.sources import ROOT

_INSIDE = ("8000", "9000")
_HEALTHY_SECONDS = 60
_GRACE_SECONDS = 40


@dataclass(frozen=True)
class Servers:
    """The servers of others: a PostgreSQL of its own (roles belong to the whole server) and a vhost of RabbitMQ."""

    postgres: Postgres
    vhost: str


@dataclass
class Stack:
    """All containers of adborth with nginx before them; `start` and `stop` as compose would."""

    servers: Servers
    folder: Path
    programs: dict[str, Program] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._all = containers(dict.fromkeys(required_variables(), "5ec2e7"))
        self._order = list(in_order_of_dependence(self._all))
        self._ports = dict(zip((one.name for one in self._order), free_ports(len(self._order)), strict=True))
        self._database = ""
        self.nginx = Nginx(self._ports)

    @property
    def data(self) -> Path:
        """The data directory that no container may need: with PostgreSQL and a secret nothing is kept there."""
        return self.folder / "data"

    def prepare_database(self) -> None:
        """Make the database and run what PostgreSQL's image runs at its first start."""
        self._database = self.servers.postgres.add_database()
        given = {name: value for name, value in self._all["postgres"].environment.items() if name.startswith("ADB")}
        scripts = [mount.split(":")[0] for mount in self._all["postgres"].raw["volumes"] if "initdb.d" in mount]
        for script in scripts:
            subprocess.run(
                [installed.postgresql_bin() / "psql", "--set", "ON_ERROR_STOP=1", "--no-psqlrc", "--quiet"]
                + ["--dbname", self.servers.postgres.dsn(self._database), "--file", ROOT / script],
                env=os.environ | given,
                check=True,
                timeout=30,
            )

    def start(self) -> None:
        """Start everything in the order of dependence: jobs are waited for, servers until they are healthy."""
        for one in self._order:
            self.programs[one.name] = self._started(one)
            if one.raw["restart"] != "unless-stopped":
                code = self.programs[one.name].wait_for_end(_HEALTHY_SECONDS)
                assert code == 0, self.programs[one.name].log()
        for one in self._order:
            if one.healthcheck:
                wait_until(partial(self.healthy, one.name), _HEALTHY_SECONDS, what=f"health of {one.name}")
        self.nginx.start()

    def healthy(self, name: str) -> bool:
        """Run a container's own health check."""
        if not self.programs[name].running:
            raise Hopeless(f"{name} ended:\n{self.programs[name].log()[-3000:]}")
        check = [self._private(name, word) for word in self._all[name].healthcheck]
        assert check[0] == "python"
        done = subprocess.run([ADBORTH.with_name("python"), *check[1:]], capture_output=True, timeout=10, check=False)
        return done.returncode == 0

    def run(self, *arguments: str) -> str:
        """Do `docker compose run --rm adborth …` and give what it printed."""
        return run_adborth(*arguments, env=self._environment(self._all["adborth"]))

    def database_url(self, name: str, setting: str) -> str:
        """Give the address of a database as a container is told it."""
        return self._environment(self._all[name])[setting]

    def terminate(self) -> Mapping[str, int]:
        """Ask all to end, as `docker compose stop` does, and give their exit codes."""
        codes = {"nginx": self.nginx.terminate()}
        running = {name: program for name, program in self.programs.items() if program.running}
        for program in running.values():
            program.signal(signal.SIGTERM)
        return codes | {name: program.wait_for_end(_GRACE_SECONDS) for name, program in running.items()}

    def memory(self) -> Mapping[str, int]:
        """Give the proportional memory of each container's processes, in MiB."""
        return {
            name: sum(psutil.Process(pid).memory_full_info().pss for pid in [program.pid, *program.children]) >> 20
            for name, program in self.programs.items()
            if program.running
        }

    def stop(self) -> None:
        """End whatever still runs."""
        self.nginx.stop()
        for program in reversed(self.programs.values()):
            program.stop()

    def _started(self, one: Container) -> Program:
        assert image_entrypoint() == ("adborth",)
        command = [str(ADBORTH), *(self._private(one.name, word) for word in one.command)]
        return Program(command, self.folder / f"{one.name}.log", environment(self._environment(one)))

    def _private(self, name: str, word: str) -> str:
        word = word.replace("0.0.0.0", LOOPBACK)
        for inside in _INSIDE:
            if word == inside or f":{inside}/" in word:
                return word.replace(inside, str(self._ports[name]))
        return word

    def _environment(self, one: Container) -> dict[str, str]:
        image = dict(image_environment()) | {"ADBORTH_DATA": str(self.data)}
        return image | {name: self._elsewhere(value) for name, value in one.environment.items()}

    def _elsewhere(self, value: str) -> str:
        if value.startswith("amqp:"):
            assert value.endswith("@rabbitmq:5672/%2F")
            return self.servers.vhost
        real = f"@{LOOPBACK}:{self.servers.postgres.port}/{self._database}"
        return value.replace("@postgres:5432/adborth", real)


def refused(url: str, statement: str) -> bool:
    """Whether PostgreSQL refuses a statement for want of a right."""
    with psycopg.connect(url) as connection:
        try:
            connection.execute(statement)
        except psycopg.errors.InsufficientPrivilege:
            return True
    return False
