"""How much of what Flask and gunicorn can do is left when every 201 is a promise kept on disk."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import psycopg

from tests.benchmarks import bare_server
from tests.benchmarks.load import CONNECTIONS, post_cards, write_bodies
from tests.benchmarks.rows import Aim, Floor, Row, Runs
from tests.benchmarks.stage import Stage
from tests.support.processes import ADBORTH, Program, environment, run_adborth
from tests.support.servers.ports import LOOPBACK, free_ports

_ROUNDS: Final = 5
_SECONDS: Final = 3
_WORKERS: Final = 2
_SERVERS: Final = ("empty", "insert", "intake")


def measure(stage: Stage) -> Iterator[Row]:
    """Empty route, route with one INSERT and intake in turns, so that a busy moment hits all alike."""
    bodies = write_bodies(stage.folder / "bodies.jsonl")
    database = stage.database()
    with ExitStack() as ending:
        urls = {name: ending.enter_context(_Served(name, stage.folder, database)).url for name in _SERVERS}
        for url in urls.values():
            post_cards(url, bodies, 2)
        before, _ = _kept(database)
        loads = {name: [] for name in _SERVERS}
        for _ in range(_ROUNDS):
            for name, url in urls.items():
                loads[name].append(post_cards(url, bodies, _SECONDS))
        _check(database, before, sum(load.requests for load in loads["intake"]), stage)
    rates = {name: Runs(tuple(load.rate for load in found)) for name, found in loads.items()}
    waits = {name: Runs(tuple(load.p95_ms for load in found)) for name, found in loads.items()}
    empty = Floor("empty Flask route", rates["empty"])
    yield Row("durable intake", rates["intake"], "/s", empty, Aim(0.35, of_ratio=True))
    yield Row("for comparison: bare route, one INSERT", rates["insert"], "/s", empty)
    yield Row(
        f"durable intake, p95 at {CONNECTIONS} connections",
        waits["intake"],
        "ms",
        Floor("bare route, one INSERT", waits["insert"]),
    )


class _Served:
    """One of the three servers, under the same gunicorn settings."""

    def __init__(self, name: str, folder: Path, database: str) -> None:
        (port,) = free_ports(1)
        settings = {"ADBORTH_INTAKE_DATABASE_URL": database, "ADBORTH_IDENTITY_DATABASE_URL": database}
        settings |= {"ADBORTH_SECRET_KEY": "of a benchmark", "ADBORTH_DATA": str(folder / "data")}
        root = f"http://{LOOPBACK}:{port}"
        self.url = f"{root}/"
        self._ready = (f"{root}/", 405)
        command = [sys.executable, "-m", "tests.benchmarks.bare_server", str(port), str(_WORKERS)]
        if name == "insert":
            _execute(database, bare_server.TABLE)
            command.append(database)
        if name == "intake":
            run_adborth("migrate", env=settings)
            command = [str(ADBORTH), "web", "intake", "--port", str(port), "--workers", str(_WORKERS)]
            self.url = f"{root}/api/v1/surveys/journey/responses"
            self._ready = (f"{root}/health/ready", 200)
        self._program = Program(command, folder / f"{name}.log", environment(settings, measured=False))

    def __enter__(self) -> "_Served":
        url, status = self._ready
        self._program.wait_for_url(url, status=status)
        return self

    def __exit__(self, *_: object) -> None:
        self._program.stop()


def _check(database: str, before: int, told: int, stage: Stage) -> None:
    """What was answered 201 is there; each load (the warm-up too) ends with up to a card a connection unanswered."""
    stored, promised = _kept(database)
    if not 0 <= stored - before - told <= CONNECTIONS * (_ROUNDS + 1) or promised != stored:
        raise RuntimeError(f"{told} answered 201, {stored - before} stored; {stored} in all, {promised} promised")
    stage.notes.append(f"intake: {told:,} answered 201, all of them stored and promised in the outbox")


def _kept(database: str) -> tuple[int, int]:
    """How many responses are stored, and how many are promised to analysis, at one moment."""
    promised = "SELECT count(*) FROM intake.outbox WHERE name = 'response.received.v1'"
    with psycopg.connect(_plain(database)) as connection:
        found = connection.execute(f"SELECT count(*), ({promised}) FROM intake.responses").fetchone()
    return (int(found[0]), int(found[1])) if found else (0, 0)


def _execute(database: str, statement: str) -> None:
    with psycopg.connect(_plain(database)) as connection:
        connection.execute(statement)


def _plain(database: str) -> str:
    return database.replace("+psycopg", "")
