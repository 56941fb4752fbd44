"""A connection that waited in the pool while PostgreSQL was restarted is noticed before it is used."""

from contextlib import closing

from shared.database.engine import Database
from tests.support.servers.postgres import Postgres


def test_after_a_restart_the_first_question_is_answered(own_postgres: Postgres) -> None:
    with closing(Database(own_postgres.url())) as database:
        with database.write() as one, database.write() as other:
            before = {each.exec_driver_sql("SELECT pg_backend_pid()").scalar_one() for each in (one, other)}
        own_postgres.restart()
        for _ in range(3):
            database.check()
        with database.read() as connection:
            assert connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one() not in before


def test_after_kill_9_too(own_postgres: Postgres) -> None:
    with closing(Database(own_postgres.url())) as database:
        database.check()
        own_postgres.kill9()
        own_postgres.start()
        database.check()
