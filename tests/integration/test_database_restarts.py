"""A connection that waited in the pool while PostgreSQL was restarted is noticed before it is used."""

from contextlib import closing, suppress

import pytest
from sqlalchemy.exc import IntegrityError, OperationalError

from shared.database.engine import Database, is_outage
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


def test_the_driver_commits_each_statement_and_gives_a_sound_connection_back(postgres: str) -> None:
    with closing(Database(postgres, pool_size=1)) as database:
        with database.driver() as driver:
            driver.execute("CREATE TABLE kept (id int PRIMARY KEY)")
        with suppress(ZeroDivisionError), database.driver() as driver:
            driver.execute("INSERT INTO kept VALUES (1)")
            raise ZeroDivisionError
        with pytest.raises(IntegrityError) as refused, database.driver() as driver:
            driver.execute("INSERT INTO kept VALUES (1)")
        assert not is_outage(refused.value)
        with database.engine.connect() as connection:
            connection.exec_driver_sql("INSERT INTO kept VALUES (2)")  # never committed
        with database.read() as connection:
            assert connection.exec_driver_sql("SELECT id FROM kept").scalars().all() == [1]


def test_a_server_that_dies_under_the_driver_is_an_outage_and_the_next_try_connects_anew(
    own_postgres: Postgres,
) -> None:
    with closing(Database(own_postgres.url(), pool_size=1)) as database:
        with database.driver() as driver:
            driver.execute("SELECT 1")
        own_postgres.kill9()
        with pytest.raises(OperationalError) as away, database.driver() as driver:
            driver.execute("SELECT 1")
        assert is_outage(away.value)
        own_postgres.start()
        with database.driver() as driver:
            assert driver.execute("SELECT 1").fetchone() == (1,)
