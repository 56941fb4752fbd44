"""How fast the outbox is emptied into three nodes of RabbitMQ, and how fast the same bodies go without a database."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from typing import Final

from services.intake.adapters.tables import DELIVERY
from services.intake.config import Settings
from services.intake.domain.submissions import Submission
from services.intake.main import build_intake
from shared.broker.addresses import declare_topology
from shared.database.engine import Database
from tests.benchmarks.rows import Aim, Floor, Row, Runs
from tests.benchmarks.stage import Stage
from tests.support.servers.rabbit_cluster import RabbitCluster
from tests.support.system.cards import draw_cards

_MESSAGES: Final = 10_000
_ROUNDS: Final = 3
_KINDS: Final = (("relay",), ("relay", "relay"), ("bare",))


def measure(stage: Stage) -> Iterator[Row]:
    """One relay, two relays and bare publishing in turns, each on fresh queues and a full outbox."""
    database = stage.database()
    rates: dict[tuple[str, ...], list[float]] = {kinds: [] for kinds in _KINDS}
    _fill(database, stage)
    with stage.rabbit(nodes=3) as cluster:
        for _ in range(_ROUNDS):
            for kinds in _KINDS:
                rates[kinds].append(_rate(kinds, cluster, database))
                _refill(database)
    runs = {kinds: Runs(tuple(found)) for kinds, found in rates.items()}
    floor = Floor("same bodies, no database", runs["bare",])
    yield Row("relay, 3 nodes, quorum queues", runs["relay",], "/s", floor, Aim(3000))
    yield Row("two relays beside each other", runs["relay", "relay"], "/s", floor, Aim(3000))


def _rate(kinds: Sequence[str], cluster: RabbitCluster, database: str) -> float:
    vhost = cluster.add_vhost()
    broker = cluster.nodes[0].url(vhost)
    declare_topology(broker)
    command = [sys.executable, "-m", "tests.benchmarks.publishing"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True}
    running = [subprocess.Popen([*command, kind, broker, database], **pipes) for kind in kinds]
    for process in running:
        if process.stdout.readline().strip() != "ready":
            raise RuntimeError("a publisher did not come up")
    for process in running:
        process.stdin.write("go\n")
        process.stdin.flush()
    told = [json.loads(process.communicate(timeout=90)[0]) for process in running]
    cluster.remove_vhost(vhost)
    confirmed = sum(each["confirmed"] for each in told)
    if confirmed < _MESSAGES * 0.9:
        raise RuntimeError(f"only {confirmed} of {_MESSAGES} confirmed")
    return confirmed / (max(each["ended"] for each in told) - min(each["began"] for each in told))


def _fill(database: str, stage: Stage) -> None:
    """Promise as many real messages as intake would after so many cards, then keep their bodies in a second table."""
    settings = Settings(data=stage.folder, database=database, secret_key="of a benchmark")
    intake = build_intake(settings)
    intake.migrations.upgrade()
    intake.start()
    (survey,) = intake.surveys()
    cards = draw_cards(_MESSAGES, seed=7)
    submissions = [Submission(survey=survey.slug, id=c.id, language=c.language, answers=c.answers) for c in cards]
    with intake.open_unit() as unit:
        unit.outbox.add(*(survey.accept(each, intake.clock.now()).received() for each in submissions))
        unit.commit()
    with intake.database.write() as connection:
        connection.exec_driver_sql("CREATE TABLE outbox_full AS TABLE outbox")
    intake.close()


def _refill(database: str) -> None:
    opened = Database(database, schema="intake")
    with opened.write() as connection:
        connection.execute(DELIVERY.outbox.delete())
        connection.exec_driver_sql("INSERT INTO outbox SELECT * FROM outbox_full")
    opened.close()
