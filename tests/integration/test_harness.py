"""The private servers themselves: they start, each test is alone on them, and nothing of them is left."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pika
import psycopg
import pytest

from tests.support.servers import proc
from tests.support.servers.fault_proxy import Cable, FaultProxy
from tests.support.servers.postgres import Postgres
from tests.support.servers.rabbit_cluster import RabbitCluster
from tests.support.servers.waiting import wait_until

ShowFigure = Callable[[str], None]

_ORPHANED = """
import os, sys
from tests.support.servers.postgres import Postgres
from tests.support.servers.rabbit_cluster import RabbitCluster
postgres, rabbit = Postgres().start(), RabbitCluster().start()
print(postgres._process.pid, rabbit.nodes[0]._process.pid, postgres._folder, rabbit._folder, flush=True)
os.kill(os.getpid(), 9)
"""


def test_one_broker_gives_each_test_its_own_vhost(rabbit: RabbitCluster, vhost: str, show_figure: ShowFigure) -> None:
    with pika.BlockingConnection(pika.URLParameters(vhost)) as connection:
        channel = connection.channel()
        channel.queue_declare("held", durable=True, arguments={"x-queue-type": "quorum"})
        channel.confirm_delivery()
        channel.basic_publish("", "held", b"word", mandatory=True)
        _, _, body = channel.basic_get("held", auto_ack=True)
    assert body == b"word"
    show_figure(f"one RabbitMQ node started in {rabbit.start_seconds:.1f} s")


def test_three_brokers_elect_another_leader_when_one_is_killed(
    rabbit3: RabbitCluster, vhost3: list[str], show_figure: ShowFigure
) -> None:
    vhost_name = vhost3[0].rsplit("/", 1)[1]
    with pika.BlockingConnection(pika.URLParameters(vhost3[0])) as connection:
        connection.channel().queue_declare("led", durable=True, arguments={"x-queue-type": "quorum"})
    first = wait_until(lambda: rabbit3.leader("led", vhost_name), 10, what="a leader")
    first.kill9()
    second = wait_until(lambda: _another_leader(rabbit3, vhost_name, first.short_name), 30, what="another leader")
    first.start()
    rabbit3.wait_ready()
    assert second is not first
    show_figure(f"three RabbitMQ nodes started in {rabbit3.start_seconds:.1f} s")


def _another_leader(cluster: RabbitCluster, vhost: str, than: str) -> object:
    leader = cluster.leader("led", vhost)
    return leader if leader is not None and leader.short_name != than else None


def test_postgres_keeps_what_was_committed_through_kill_9(own_postgres: Postgres, show_figure: ShowFigure) -> None:
    with psycopg.connect(own_postgres.dsn(), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS n")
    own_postgres.kill9()
    own_postgres.start()
    with psycopg.connect(own_postgres.dsn()) as connection:
        assert connection.execute("SELECT n FROM kept").fetchone() == (1,)
    show_figure(f"PostgreSQL came back in {own_postgres.start_seconds:.1f} s")


def test_a_full_disk_refuses_commits_until_there_is_room(own_postgres: Postgres) -> None:
    with psycopg.connect(own_postgres.dsn(), autocommit=True) as connection:
        connection.execute("CREATE TABLE big (word text)")
        own_postgres.disk_full()
        with pytest.raises(psycopg.Error):
            connection.execute("INSERT INTO big SELECT repeat(md5(n::text), 30) FROM generate_series(1, 5000) AS n")
    own_postgres.disk_full(full=False)
    own_postgres.restart()
    with psycopg.connect(own_postgres.dsn(), autocommit=True) as connection:
        connection.execute("INSERT INTO big VALUES ('room')")
        assert connection.execute("SELECT count(*) FROM big").fetchone() == (1,)


def test_a_half_cut_cable_loses_answers_only(own_postgres: Postgres, fault_proxy: Callable[[int], FaultProxy]) -> None:
    proxy = fault_proxy(own_postgres.port)
    through = own_postgres.dsn().replace(str(own_postgres.port), str(proxy.port))
    with psycopg.connect(own_postgres.dsn(), autocommit=True) as direct:
        direct.execute("CREATE TABLE arrived (n integer)")
        connection = psycopg.connect(through, autocommit=True)
        proxy.cable = Cable.HALF_CUT
        connection.pgconn.send_query(b"INSERT INTO arrived VALUES (1)")
        wait_until(lambda: direct.execute("SELECT count(*) FROM arrived").fetchone() == (1,), 5, what="the row")
        assert connection.pgconn.is_busy()
        connection.close()


def test_nothing_outlives_a_test_run_that_was_killed() -> None:
    command = [sys.executable, "-c", _ORPHANED]
    killed = subprocess.run(
        command, cwd=Path(__file__).parents[2], capture_output=True, text=True, timeout=60, check=False
    )
    postgres_pid, rabbit_pid, *folders = killed.stdout.split()
    assert killed.returncode == -9, killed.stderr
    wait_until(lambda: not proc.alive(int(postgres_pid)) and not proc.alive(int(rabbit_pid)), 15, what="the end of all")
    wait_until(lambda: not any(Path(folder).exists() for folder in folders), 15, what="removal of the folders")
